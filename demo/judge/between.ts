/** What stands between the marks with `word` in a question; empty where there are none. */
export function between(text: string, name: string, word: string): string {
  const opening = `<<<${name} ${word}\n`;
  const at = text.indexOf(opening);
  if (at < 0) return '';
  const start = at + opening.length;
  return text.slice(start, text.indexOf(`\n${name} ${word}>>>`, start));
}
