import { diffArrays } from 'diff';

/** A stretch of one line; `marked` stretches are what sets it apart from its other version. */
export interface Segment {
  text: string;
  marked: boolean;
}

/** Numbers stay whole; scripts written without spaces are compared character by character. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const TOKEN = new RegExp(String.raw`\p{N}+(?:[.,]\p{N}+)*|[[\p{L}\p{M}\p{N}_]--[${UNSPACED}]]+|\s+|.`, 'gsv');

/** Beyond this many edits two lines have nothing to say to each other word by word. */
const MAX_WORD_EDITS = 2000;

/** Least shared share of two lines' words, 0 to 1, at which word marks help more than they distract. */
const READABLE_SIMILARITY = 0.3;

/** Words, numbers, whitespace runs and single punctuation marks, in order; joined they give back `text`. */
export function tokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Share of words two lines have in common regardless of order, 0 to 1 (Sørensen–Dice on multisets). */
export function similarity(before: readonly string[], after: readonly string[]): number {
  const words = before.filter(isWord);
  const others = after.filter(isWord);
  if (words.length + others.length === 0) return before.length + after.length === 0 ? 1 : 0.5;
  const left = new Map<string, number>();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of others) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  return (2 * common) / (words.length + others.length);
}

/** Marks the words that differ between two versions of a line; none when too little is shared to read along. */
export function markWords(before: string, after: string): { before: Segment[]; after: Segment[] } {
  const old = tokens(before);
  const fresh = tokens(after);
  const changes =
    similarity(old, fresh) < READABLE_SIMILARITY
      ? undefined
      : diffArrays(old, fresh, { maxEditLength: MAX_WORD_EDITS });
  if (changes === undefined) return { before: whole(before), after: whole(after) };
  const side = (skip: 'added' | 'removed') =>
    joinAcrossSpace(
      changes.filter((c) => !c[skip]).map((c) => ({ text: c.value.join(''), marked: c.added || c.removed })),
    );
  return { before: side('added'), after: side('removed') };
}

/** A line as one segment without marks; an empty line has none. */
export function whole(text: string): Segment[] {
  return text === '' ? [] : [{ text, marked: false }];
}

/** A space between two marked words is marked too, so that a changed phrase reads as one. */
function joinAcrossSpace(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  segments.forEach((segment, index) => {
    const last = joined.at(-1);
    const bridge = !segment.marked && last?.marked && segments[index + 1]?.marked && segment.text.trim() === '';
    const marked = segment.marked || bridge === true;
    if (last?.marked === marked) joined[joined.length - 1] = { text: last.text + segment.text, marked };
    else joined.push({ text: segment.text, marked });
  });
  return joined;
}

function isWord(token: string): boolean {
  return token.trim() !== '';
}
