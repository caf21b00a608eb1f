import { diffArrays } from 'diff';
import { markWords, type Segment, similarity, tokens, whole } from './words.ts';

/** One line of an answer, numbered from 1. */
export interface Line {
  number: number;
  segments: Segment[];
  /** Whether a line break follows. */
  ends: boolean;
}

/** One row of a side-by-side view. A null side has no counterpart. */
export interface Row {
  changed: boolean;
  before: Line | null;
  after: Line | null;
}

/** Beyond these sizes lines are paired in order: aligning by likeness is quadratic. */
const MAX_LINE_EDITS = 4000;
const MAX_ALIGNED_CELLS = 10_000;

/** Least likeness, 0 to 1, at which two lines count as versions of each other. */
const PAIR_SIMILARITY = 0.25;

/**
 * Compares two texts line by line, then word by word within lines that are versions of each other; other parts than
 * lines by `split`.
 */
export function diffRows(before: string, after: string, split: (text: string) => string[] = lines): Row[] {
  const old = split(before);
  const fresh = split(after);
  const changes = diffArrays(old, fresh, { maxEditLength: MAX_LINE_EDITS }) ?? [
    { value: old, added: false, removed: true },
    { value: fresh, added: true, removed: false },
  ];
  const rows: Row[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  let [oldAt, freshAt] = [0, 0];
  const line = (at: number, all: readonly string[], segments: Segment[]): Line => ({
    number: at + 1,
    segments,
    ends: at < all.length - 1,
  });
  const flush = () => {
    for (const [left, right] of pair(removed, added)) {
      const marks =
        left !== null && right !== null
          ? markWords(left, right)
          : { before: whole(left ?? ''), after: whole(right ?? '') };
      rows.push({
        changed: true,
        before: left === null ? null : line(oldAt++, old, marks.before),
        after: right === null ? null : line(freshAt++, fresh, marks.after),
      });
    }
    removed = [];
    added = [];
  };
  for (const change of changes) {
    if (change.removed) removed.push(...change.value);
    else if (change.added) added.push(...change.value);
    else {
      flush();
      for (const text of change.value) {
        rows.push({
          changed: false,
          before: line(oldAt++, old, whole(text)),
          after: line(freshAt++, fresh, whole(text)),
        });
      }
    }
  }
  flush();
  return rows;
}

/** The lines of one text beside an empty column, for an answer that has nothing to be compared with. */
export function oneSidedRows(text: string, side: 'before' | 'after'): Row[] {
  return diffRows(text, text).map((row) => ({ changed: false, before: null, after: null, [side]: row[side] }));
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

type Pair = [string | null, string | null];

/** Puts versions of the same line beside each other, keeping the order of both sides. */
function pair(removed: readonly string[], added: readonly string[]): Pair[] {
  const inOrder = removed.length * added.length > MAX_ALIGNED_CELLS || removed.length * added.length <= 1;
  return inOrder ? fill([], removed, added) : align(removed, added);
}

/** Longest-common-subsequence over likeness instead of equality. */
function align(removed: readonly string[], added: readonly string[]): Pair[] {
  const old = removed.map(tokens);
  const fresh = added.map(tokens);
  const likeness = old.map((left) => fresh.map((right) => similarity(left, right)));
  const width = added.length + 1;
  const best = new Float64Array((removed.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const gain = (i: number, j: number) => {
    const value = likeness[i]?.[j] ?? 0;
    return value < PAIR_SIMILARITY ? Number.NEGATIVE_INFINITY : value + at(i + 1, j + 1);
  };
  for (let i = removed.length - 1; i >= 0; i -= 1) {
    for (let j = added.length - 1; j >= 0; j -= 1) {
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), gain(i, j));
    }
  }
  const pairs: Pair[] = [];
  let [i, j, oldFrom, freshFrom] = [0, 0, 0, 0];
  while (i < removed.length && j < added.length) {
    if (at(i, j) > 0 && at(i, j) === gain(i, j)) {
      fill(pairs, removed.slice(oldFrom, i), added.slice(freshFrom, j));
      pairs.push([removed[i] ?? null, added[j] ?? null]);
      [oldFrom, freshFrom] = [i + 1, j + 1];
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return fill(pairs, removed.slice(oldFrom), added.slice(freshFrom));
}

/** Lines without a counterpart share rows in order, so that neither column has needless gaps. */
function fill(pairs: Pair[], removed: readonly string[], added: readonly string[]): Pair[] {
  for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
    pairs.push([removed[index] ?? null, added[index] ?? null]);
  }
  return pairs;
}
