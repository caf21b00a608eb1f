import { join } from 'node:path';
import type { Answer } from '#lib/channels/model/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { readLines } from '#lib/platform/lines.ts';
import { parseLine, type RecordedAnswer } from '#lib/recorded/line.ts';
import { badLine } from '#lib/recorded/read.ts';
import type { Pair } from './pairs.ts';

/** A recorded answer with every field of its line, for the filters of a pair. */
interface Row {
  fields: Readonly<Record<string, unknown>>;
  answer: RecordedAnswer;
}

/** The answers to one prompt that a pair draws from; equal texts share one object. */
export interface PairPrompt {
  promptId: string;
  baseline: readonly Answer[];
  current: readonly Answer[];
}

/** A pair with its answers. */
export interface LoadedPair {
  pair: Pair;
  /** Whether both sides select the same rows, so that draws must be disjoint. */
  sameRows: boolean;
  prompts: readonly PairPrompt[];
}

/** Rows a pair selects, before anything looked at the answers. */
export interface SelectedPair {
  pair: Pair;
  sameRows: boolean;
  prompts: readonly { promptId: string; baseline: readonly RecordedAnswer[]; current: readonly RecordedAnswer[] }[];
}

/**
 * Reads the files that the pairs name, each once, and selects the rows of each pair.
 *
 * @throws TidemarkError `invalid_input`, naming file and line, or the pair that has too few prompts.
 */
export async function selectPairs(folder: string, pairs: readonly Pair[]): Promise<SelectedPair[]> {
  const files = new Map<string, Row[]>();
  for (const { file } of pairs) {
    if (!files.has(file)) files.set(file, await readRows(join(folder, file)));
  }
  return pairs.map((pair) => select(pair, files.get(pair.file) ?? []));
}

async function readRows(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let line = 0;
  for await (const text of readLines(path)) {
    line += 1;
    if (text.trim() === '') continue;
    const answer = parseLine(text, line);
    if ('reason' in answer) throw badLine(path, line, answer.reason);
    if (answer.unmeasured === null) rows.push({ fields: JSON.parse(text), answer });
  }
  return rows;
}

function select(pair: Pair, rows: readonly Row[]): SelectedPair {
  const sameRows = sameFilter(pair.baseline, pair.current);
  const byPrompt = new Map<string, { baseline: RecordedAnswer[]; current: RecordedAnswer[] }>();
  for (const { fields, answer } of rows) {
    if (!answer.promptId.startsWith(pair.promptPrefix)) continue;
    const sides = byPrompt.get(answer.promptId) ?? { baseline: [], current: [] };
    byPrompt.set(answer.promptId, sides);
    if (matches(fields, pair.baseline)) sides.baseline.push(answer);
    if (matches(fields, pair.current)) sides.current.push(answer);
  }
  const prompts = [...byPrompt]
    .map(([promptId, sides]) => ({ promptId, ...sides }))
    .filter(({ baseline, current }) =>
      sameRows
        ? baseline.length >= pair.baselineReps + pair.currentReps
        : baseline.length >= pair.baselineReps && current.length >= pair.currentReps,
    );
  if (prompts.length >= pair.prompts) return { pair, sameRows, prompts };
  throw new TidemarkError(
    'invalid_input',
    `Pair "${pair.name}": only ${prompts.length} prompts of ${pair.file} that start with "${pair.promptPrefix}" have enough repetitions, a trial draws ${pair.prompts}`,
  );
}

function matches(fields: Row['fields'], filter: Pair['baseline']): boolean {
  return Object.entries(filter).every(([field, value]) => fields[field] === value);
}

function sameFilter(a: Pair['baseline'], b: Pair['baseline']): boolean {
  const sorted = (filter: Pair['baseline']) =>
    JSON.stringify(Object.entries(filter).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
