/** Longest excerpt of an answer in a sentence, in UTF-16 code units. */
const EXCERPT_CHARS = 120;

/** Controls of C0 and C1, line and paragraph separators, marks that turn the direction of text, and the byte order mark. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Quotes a text within a sentence: cut, on one line, with everything that is not seen or turns the direction of text
 * written out, so that no answer can disguise what stands around it.
 *
 * @param at index that the excerpt must show; from there on unless it is near the start
 */
export function excerpt(text: string, at = 0, maxChars = EXCERPT_CHARS): string {
  const start = at < maxChars / 2 ? 0 : at - Math.floor(maxChars / 4);
  const end = Math.min(text.length, start + maxChars);
  const shown = visible(text.slice(start, end));
  return `“${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}”`;
}

/** A text on one line, with everything that is not seen or turns the direction of text written out. */
export function visible(text: string): string {
  return text.toWellFormed().replace(UNSEEN, writtenOut);
}

/** The start of an answer, or that there is none. */
export function answerExcerpt(output: string): string {
  if (output.trim() === '') return output === '' ? 'The answer is empty.' : 'The answer is blank.';
  return `The answer begins ${excerpt(output)}.`;
}

function writtenOut(character: string): string {
  const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const code = character.codePointAt(0) ?? 0;
  return names[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
}
