import { Document, isMap, isScalar, isSeq, type Pair, parseDocument, YAMLSeq } from 'yaml';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { TaskBaseline } from '../types.ts';

const STYLE = { lineWidth: 0 } as const;
const KEY = 'baselines';

/** The order in which a baseline is written. */
const FIELDS = [
  'agent',
  'model',
  'passes',
  'runs',
  'confidence',
  'latencyMs',
  'tokens',
  'promptHash',
  'taskHash',
  'measuredAt',
  'blessedBy',
] as const satisfies readonly (keyof TaskBaseline)[];

/**
 * The text of a task file with these baselines in place of those of the same agent and model; others stay. All text
 * outside the baselines is kept to the character; within them comments and order are kept.
 *
 * @param text A valid task file.
 * @throws TidemarkError `invalid_input` where it is no YAML mapping.
 */
export function withBaselines(text: string, baselines: readonly TaskBaseline[]): string {
  const whole = withInPlace(text, baselines);
  const wanted = stableJson(whole.toJS());
  const spliced = splice(text, baselines);
  if (spliced !== undefined && meaningOf(spliced) === wanted) return spliced;
  // Rare forms, such as a file in one pair of braces, are written anew as a whole.
  const rewritten = whole.toString(STYLE);
  invariant(meaningOf(rewritten) === wanted, 'a rewritten task file means what it meant');
  return rewritten;
}

/** Replaces the text of the baselines, or appends it; undefined where the file has no place for that. */
function splice(text: string, baselines: readonly TaskBaseline[]): string | undefined {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = pairOf(documentOf(text).contents);
  const pair = pairOf(withInPlace(text, baselines).contents);
  invariant(pair !== undefined && isSeq(pair.value), 'baselines were set');
  // What stands before the key and follows the list is kept as text.
  pair.value.comment = undefined;
  if (isScalar(pair.key)) pair.key.commentBefore = undefined;
  const [key = '', ...items] = linesOf(pair);
  if (before === undefined) return `${text}${text.endsWith('\n') ? '' : eol}${[key, ...items].join(eol)}${eol}`;
  if (!isScalar(before.key) || !before.key.range) return undefined;
  const [start, keyEnd] = before.key.range;
  const margin = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const { value } = before;
  const end = (isSeq(value) || isScalar(value) ? value.range?.[1] : undefined) ?? keyEnd;
  // A list in block style ends with its last line; anything else is followed by the rest of its own line, a comment.
  const isBlock = isSeq(value) && value.flow !== true;
  const next = isBlock ? end : endOfLine(text, end);
  const note = isBlock ? '' : text.slice(end, next).trimEnd();
  const gap = text[next - 1] === '\n' ? eol : '';
  const lines = [`${key}${note === '' ? '' : ` ${note.trimStart()}`}`, ...items];
  return `${text.slice(0, start)}${lines.join(`${eol}${margin}`)}${gap}${text.slice(next)}`;
}

function endOfLine(text: string, from: number): number {
  const end = text.slice(from).search(/\r?\n/);
  return end === -1 ? text.length : from + end;
}

/** The key and its list in block style. */
function linesOf(pair: Pair): string[] {
  const part = new Document({});
  invariant(isMap(part.contents), 'an empty mapping is one');
  part.contents.items.push(pair);
  if (isSeq(pair.value)) pair.value.flow = false;
  part.contents.flow = false;
  return part.toString(STYLE).trimEnd().split(/\r*\n/);
}

function documentOf(text: string): Document.Parsed {
  const document = parseDocument(text, { logLevel: 'error' });
  const [error] = document.errors;
  if (error === undefined && isMap(document.contents)) return document;
  const reason = error?.message ?? 'it is no mapping';
  throw new TidemarkError('invalid_input', `Baselines cannot be written into a file that is no task: ${reason}`);
}

function withInPlace(text: string, baselines: readonly TaskBaseline[]): Document.Parsed {
  const document = documentOf(text);
  const found = document.get(KEY, true);
  const list = isSeq(found) ? found : new YAMLSeq();
  if (list !== found) {
    list.comment = isScalar(found) ? found.comment : undefined;
    document.set(KEY, list);
  }
  for (const baseline of baselines) {
    const item = list.items.find(
      (each) => isMap(each) && each.get('agent') === baseline.agent && each.get('model') === baseline.model,
    );
    if (isMap(item)) for (const field of FIELDS) item.set(field, baseline[field]);
    else list.items.push(document.createNode(Object.fromEntries(FIELDS.map((field) => [field, baseline[field]]))));
  }
  return document;
}

function pairOf(contents: unknown): Pair | undefined {
  if (!isMap(contents)) return undefined;
  return contents.items.find(({ key }) => (isScalar(key) ? key.value : key) === KEY);
}

function meaningOf(text: string): string | undefined {
  const document = parseDocument(text, { logLevel: 'error' });
  return document.errors.length === 0 ? stableJson(document.toJS()) : undefined;
}
