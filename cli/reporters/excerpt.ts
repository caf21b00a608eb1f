/** Characters shown of an answer. */
const EXCERPT_CHARS = 100;

/** Characters shown before the place where an answer begins to differ. */
const LEAD_CHARS = 20;

/** A piece of an answer on one line, from `start` on; control characters are shown, never sent to the terminal. */
export function excerpt(text: string, start = 0): string {
  if (text.trim() === '') return '(empty)';
  const shown = visible(text.slice(start, start + 4 * EXCERPT_CHARS));
  const cut = shown.length > EXCERPT_CHARS || start + 4 * EXCERPT_CHARS < text.length;
  return `${start > 0 ? '… ' : ''}${shown.slice(0, EXCERPT_CHARS).toWellFormed()}${cut ? ' …' : ''}`;
}

/** Text of others on one line: control characters are shown, never sent to the terminal. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Cc}|\p{Bidi_Control}/gu, (character) => `\\u${hex(character)}`);
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}

/** Excerpts of an old and a new answer around the first place where they differ. */
export function differingExcerpts(before: string, now: string): { before: string; now: string } {
  let at = 0;
  while (at < before.length && before[at] === now[at]) at += 1;
  const start = at <= EXCERPT_CHARS - LEAD_CHARS ? 0 : at - LEAD_CHARS;
  return { before: excerpt(before, start), now: excerpt(now, start) };
}
