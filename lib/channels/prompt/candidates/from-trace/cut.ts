/** The first `most` UTF-16 code units of a text, saying how much is left out; no character is split. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text
    .slice(0, most)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  return `${kept}… [cut: ${text.length - kept.length} more characters]`;
}
