import type { Line, Row } from './rows.ts';
import type { Segment } from './words.ts';

/** What a folded view draws: rows, and gaps that stand for left-out rows. */
export type FoldedItem = { kind: 'row'; row: Row } | { kind: 'gap'; rows: number };

export interface Folded {
  items: FoldedItem[];
  /** Whether anything was left out. */
  folded: boolean;
}

export interface FoldLimits {
  /** Unchanged rows kept on each side of a change. */
  contextRows: number;
  /** Height of the folded view in lines of `lineChars`. */
  maxLines: number;
  /** Characters that count as one line when a long line wraps. */
  lineChars: number;
}

const ELLIPSIS: Segment = { text: '…', marked: false };

const FOLD_LIMITS: FoldLimits = { contextRows: 3, maxLines: 60, lineChars: 80 };

/**
 * Leaves out long unchanged stretches and what goes beyond the height of the view. A single line longer than the
 * whole view is cut. Where nothing changed, the start is shown.
 */
export function foldRows(rows: readonly Row[], limits: FoldLimits = FOLD_LIMITS): Folded {
  const shown = rowsNearChanges(rows, limits.contextRows);
  const items: FoldedItem[] = [];
  let height = 0;
  let cut = false;
  for (const [index, row] of rows.entries()) {
    const room = limits.maxLines - height;
    if (room <= 0 || !shown[index]) {
      leaveOut(items);
      continue;
    }
    const clipped = clipRow(row, room * limits.lineChars);
    cut ||= clipped !== row;
    height += Math.min(room, rowHeight(row, limits.lineChars));
    items.push({ kind: 'row', row: clipped });
  }
  return { items, folded: cut || items.some((item) => item.kind === 'gap') };
}

function leaveOut(items: FoldedItem[]): void {
  const last = items.at(-1);
  if (last?.kind === 'gap') last.rows += 1;
  else items.push({ kind: 'gap', rows: 1 });
}

function rowsNearChanges(rows: readonly Row[], contextRows: number): boolean[] {
  const changed = rows.flatMap((row, index) => (row.changed ? [index] : []));
  if (changed.length === 0) return rows.map(() => true);
  const near = rows.map(() => false);
  for (const index of changed) near.fill(true, Math.max(0, index - contextRows), index + contextRows + 1);
  return near;
}

function rowHeight({ before, after }: Row, lineChars: number): number {
  return Math.max(1, Math.ceil(Math.max(lengthOf(before), lengthOf(after)) / lineChars));
}

function lengthOf(line: Line | null): number {
  return line?.segments.reduce((sum, segment) => sum + segment.text.length, 0) ?? 0;
}

function clipRow(row: Row, maxChars: number): Row {
  if (lengthOf(row.before) <= maxChars && lengthOf(row.after) <= maxChars) return row;
  return { ...row, before: clipLine(row.before, maxChars), after: clipLine(row.after, maxChars) };
}

function clipLine(line: Line | null, maxChars: number): Line | null {
  if (line === null || lengthOf(line) <= maxChars) return line;
  return { ...line, segments: clipSegments(line.segments, maxChars) };
}

/** The first `maxChars` of a line, an ellipsis where more follows. */
export function clipSegments(segments: readonly Segment[], maxChars: number): Segment[] {
  const kept: Segment[] = [];
  let left = maxChars;
  for (const segment of segments) {
    if (segment.text.length > left) return [...kept, { ...segment, text: segment.text.slice(0, left - 1) }, ELLIPSIS];
    kept.push(segment);
    left -= segment.text.length;
  }
  return kept;
}
