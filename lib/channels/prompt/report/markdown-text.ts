/** Does not show, and keeps what stands around it from being read together. */
const WORD_JOINER = '\u2060';

/** Control characters but tab and line feed, and those that reorder or hide text. */
const UNSEEN = /(?![\t\n])\p{Cc}|\p{Bidi_Control}|[\u200b-\u200f\u2060-\u2064\ufeff]/gu;

/** What is written instead of characters that Markdown reads as marks. */
const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text of others on one line of Markdown, as itself: it formats nothing, is no HTML, links nothing, calls nobody and
 * refers to nothing (`@ada`, `#12`, `!12`, `https://…`), and does not begin with a mark or a command to the forge
 * (`/merge`).
 */
export function inlineText(text: string, maxChars: number): string {
  const line = cut(oneLine(text), maxChars)
    // A forge reads its references in the text that is shown, whether escaped or not.
    .replace(/([@#!~$%&]|:(?=[\w/+-])|\bwww\.)/gi, `$1${WORD_JOINER}`)
    .replace(/[\\`*_[\]#!|~$]/g, '\\$&')
    .replace(/[&<>]/g, (mark) => ESCAPED[mark] ?? '');
  return /^\p{L}/u.test(line) ? line : `${WORD_JOINER}${line}`;
}

/** A short name (model, agent, id) as inline code; backticks in it are left out. Not for table cells if it may hold a |. */
export function inlineCode(text: string, maxChars = 200): string {
  const line = cut(oneLine(text.replaceAll('`', '')), maxChars);
  return line === '' ? '–' : `\`${line}\``;
}

/** Text of others as a block of code that it cannot end. */
export function codeBlock(text: string, maxChars: number, language = 'text'): string {
  const body = cut(text.toWellFormed().replaceAll(/\r\n?/g, '\n').replace(UNSEEN, ''), maxChars)
    .replace(/`{3,}/g, (run) => [...run].join(WORD_JOINER))
    // A forge that looks for its commands line by line must find none.
    .replace(/^([^\S\n]*)\//gm, `$1${WORD_JOINER}/`);
  return `\`\`\`${language}\n${body}\n\`\`\``;
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars).toWellFormed()} …`;
}
