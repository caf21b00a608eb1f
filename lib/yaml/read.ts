import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import { messageOf } from '../platform/errors.ts';
import { type FileProblem, MAX_PROBLEMS } from './problem.ts';

/** Deepest nesting of a file; a tool's JSON Schema needs about fifteen levels. */
const MAX_DEPTH = 40;

const TOO_DEEP = `is nested deeper than ${MAX_DEPTH} levels`;

/** A YAML file with positions: the plain value, and where each part of it stands. */
export interface YamlFile {
  value: unknown;
  /** Position of the value at `path`, or of its nearest existing ancestor. With `key`, of that key in the mapping at `path`. */
  locate(path: readonly PropertyKey[], key?: string): Pick<FileProblem, 'line' | 'column'>;
}

/**
 * Reads the plain subset of YAML 1.2 that suites and tasks are written in: one document, string keys, no anchors,
 * aliases, tags or directives, so that a file means what it shows and cannot expand.
 * Never throws: whatever the text is, it returns the file or at least one problem.
 */
export function readYaml(file: string, text: string): { yaml: YamlFile } | { problems: FileProblem[] } {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (offset: number, reason: string): FileProblem => ({ file, ...at(offset), reason });
  try {
    // uniqueKeys compares each key with all before it; the walk below finds duplicates in linear time.
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'core',
      logLevel: 'error',
    });
    const problems = document.errors
      .slice(0, MAX_PROBLEMS + 1)
      .map((error) => problem(error.pos[0], syntaxReason(error.message)));
    if (problems.length > 0) return { problems };
    for (const [offset, reason] of refuse(document)) problems.push(problem(offset, reason));
    if (problems.length > 0) return { problems };
    const locate: YamlFile['locate'] = (path, key) => at(offsetOf(document, path, key));
    return { yaml: { value: document.toJS({ maxAliasCount: 0 }), locate } };
  } catch (error) {
    const reason = error instanceof RangeError ? TOO_DEEP : `cannot be read as YAML: ${messageOf(error)}`;
    return { problems: [{ file, line: 1, column: 1, reason }] };
  }
}

function syntaxReason(message: string): string {
  if (/stack/i.test(message)) return TOO_DEEP;
  if (message.includes('multiple documents')) return 'begins a second document (---): put it into a file of its own';
  return `is not valid YAML: ${message.replace(/\s+/g, ' ').slice(0, 300)}`;
}

/** Everything in the document that a file may not use, as [offset, reason]. */
function* refuse(document: Document.Parsed): Generator<[number, string]> {
  const { yaml, tags } = document.directives;
  if (yaml.explicit || Object.keys(tags).length > 1) yield [0, 'YAML directives (% lines) are not allowed'];
  const pending: { node: Node; depth: number }[] = [];
  if (document.contents !== null) pending.push({ node: document.contents, depth: 0 });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    const start = node.range?.[0] ?? 0;
    const refusal = refusalOf(node, depth);
    if (refusal !== undefined) yield [start, refusal];
    if (!isCollection(node) || depth > MAX_DEPTH) continue;
    if (isMap(node)) yield* refuseKeys(node.items);
    for (const item of node.items) {
      const child = isPair(item) ? item.value : item;
      if (isNode(child)) pending.push({ node: child, depth: depth + 1 });
    }
  }
}

function refusalOf(node: Node, depth: number): string | undefined {
  if (isAlias(node)) return 'aliases (*) are not allowed: write the value out';
  if (isCollection(node) && depth > MAX_DEPTH) return TOO_DEEP;
  if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) return 'anchors (&) are not allowed';
  if (node.tag !== undefined) return `tags (!) are not allowed: remove ${node.tag}`;
  if (isScalar(node) && typeof node.value === 'string') return textRefusal(node.value);
  if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value))
    return 'must be a finite number';
  return undefined;
}

/** Postgres stores neither NUL nor half a surrogate pair in JSON. */
function textRefusal(text: string): string | undefined {
  if (text.includes('\0')) return 'text must not hold a NUL character';
  return text.isWellFormed() ? undefined : 'text must not hold half of a surrogate pair';
}

function* refuseKeys(pairs: readonly Pair<unknown, unknown>[]): Generator<[number, string]> {
  const seen = new Set<string>();
  for (const { key } of pairs) {
    const start = (isNode(key) ? key.range?.[0] : undefined) ?? 0;
    if (!isScalar(key) || typeof key.value !== 'string') {
      yield [start, 'a key must be text: put it in quotes'];
      continue;
    }
    if (key.value === '__proto__') yield [start, 'key "__proto__" is not allowed'];
    if (seen.has(key.value)) yield [start, `key "${key.value}" stands twice in this mapping`];
    seen.add(key.value);
    const refusal = refusalOf(key, 0);
    if (refusal !== undefined) yield [start, refusal];
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], key: string | undefined): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    offset = startOf(node) ?? offset;
    const pair = isMap(node) ? pairOf(node.items, step) : undefined;
    if (pair !== undefined) offset = startOf(pair.key) ?? offset;
    const child = pair !== undefined ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    if (child === undefined || child === null) return offset;
    node = child;
  }
  offset = startOf(node) ?? offset;
  if (key === undefined || !isMap(node)) return offset;
  return startOf(pairOf(node.items, key)?.key) ?? offset;
}

function pairOf(pairs: readonly Pair<unknown, unknown>[], name: PropertyKey): Pair<unknown, unknown> | undefined {
  return pairs.find(({ key }) => isScalar(key) && key.value === name);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
