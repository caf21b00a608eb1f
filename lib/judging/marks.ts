const WORD_CHARS = 12;
/** Share of a cut text's room that its start gets; the rest goes to its end. */
const HEAD_SHARE = 2 / 3;

/** A text as a judge is shown it. */
export interface Shown {
  text: string;
  /** Said outside the marks; empty where the whole text is shown. */
  note: string;
}

/** Shows a text whole or, beyond `maxChars` UTF-16 code units, its start and its end. */
export function cut(text: string, maxChars: number): Shown {
  if (text.length <= maxChars) return { text: text.toWellFormed(), note: '' };
  const head = Math.round(maxChars * HEAD_SHARE);
  const tail = maxChars - head;
  const shown = `${text.slice(0, head)}\n[…]\n${text.slice(-tail)}`.toWellFormed();
  return { text: shown, note: ` (cut: its first ${head} and last ${tail} of ${text.length} characters)` };
}

/** Puts data between marks that carry a word which it does not hold. */
export function fence(name: string, word: string, text: string): string {
  return `<<<${name} ${word}\n${text}\n${name} ${word}>>>`;
}

/**
 * A word for the marks of one question, drawn anew for each and found nowhere in the data: no answer can close its own
 * fence or hold a verdict that fits.
 *
 * @param random uniform in [0, 1)
 */
export function drawWord(random: () => number, data: string): string {
  for (;;) {
    const word = Array.from({ length: WORD_CHARS }, () => Math.floor(random() * 16).toString(16)).join('');
    if (!data.includes(word)) return word;
  }
}
