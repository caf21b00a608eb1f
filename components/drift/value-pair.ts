import { foldRows } from '#components/diff/fold.ts';
import { diffRows, type Line } from '#components/diff/rows.ts';
import type { FindingView } from '#lib/contract/drift/objects.ts';
import { valueText } from './object-words.ts';

/** What one side of a difference shows in a cell. */
type CellText = { text: string; isHidden: boolean } | null;

/** Beyond these lines only what differs is shown, with a line around it; both sides have all of it. */
const MAX_LINES = 6;
const LIMITS = { contextRows: 1, maxLines: 24, lineChars: 48 };

/** Both values of a difference as text: long ones without what they have in common. */
export function valuePair({ expected, live }: Pick<FindingView, 'expected' | 'live'>): {
  git: CellText;
  live: CellText;
} {
  const [before, after] = [valueText(expected), valueText(live)];
  const isShort = (cell: CellText) => cell === null || cell.isHidden || cell.text.split('\n').length <= MAX_LINES;
  if (before === null || after === null || (isShort(before) && isShort(after))) return { git: before, live: after };
  const { items } = foldRows(diffRows(before.text, after.text), LIMITS);
  const side = (name: 'before' | 'after') =>
    items.flatMap((item) => (item.kind === 'gap' ? ['…'] : (lineText(item.row[name]) ?? []))).join('\n');
  return { git: { ...before, text: side('before') }, live: { ...after, text: side('after') } };
}

function lineText(line: Line | null): string | null {
  return line === null ? null : line.segments.map(({ text }) => text).join('');
}
