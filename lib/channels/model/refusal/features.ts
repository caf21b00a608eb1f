import { PATTERNS } from './patterns.ts';

/** Characters of an answer that are read: a refusal shows in its opening, and a text of any length costs the same. */
const OPENING_CHARS = 1_500;
/** Tokens counted as the very opening, whose n-grams are features of their own. */
const FIRST_TOKENS = 14;
const LONGEST_GRAM = 3;

/** What the classifier reads of an answer. */
export interface RefusalFeatures {
  /** Occurrences of each 1- to 3-gram; those of the first tokens again under `^`. */
  grams: ReadonlyMap<string, number>;
  /** Names of the matching {@link PATTERNS}. */
  marks: readonly string[];
}

/** Features of `text`; null for a blank one, which declines nothing. */
export function refusalFeatures(text: string): RefusalFeatures | null {
  const folded = fold(text);
  if (folded === '') return null;
  const tokens = folded.match(/[\p{L}\p{M}]+(?:'\p{L}+)?|\p{N}+|[.:?!\n]/gu)?.map(tokenOf) ?? [];
  const grams = new Map<string, number>();
  countGrams(tokens, '', grams);
  countGrams(tokens.slice(0, FIRST_TOKENS), '^', grams);
  const marks = Object.keys(PATTERNS).filter((name) => PATTERNS[name]?.test(folded));
  return { grams, marks };
}

/** Unlike letters and spaces folded together; line breaks are kept, as they tell a list from prose. */
function fold(text: string): string {
  const head = text
    .slice(0, 4 * OPENING_CHARS)
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase();
  return head
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
    .slice(0, OPENING_CHARS);
}

function tokenOf(token: string): string {
  return /^\p{N}/u.test(token) ? '0' : token;
}

function countGrams(tokens: readonly string[], prefix: string, grams: Map<string, number>): void {
  for (let start = 0; start < tokens.length; start += 1) {
    let gram = prefix;
    for (let end = start; end < Math.min(start + LONGEST_GRAM, tokens.length); end += 1) {
      gram += end === start ? tokens[end] : ` ${tokens[end]}`;
      grams.set(gram, (grams.get(gram) ?? 0) + 1);
    }
  }
}
