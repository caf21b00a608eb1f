/** Hidden first line of a comment, by which it is found again. The same parts always give the same line. */
export function commentMarker(kind: string, parts: Record<string, string>): string {
  const told = Object.entries(parts).map(([name, value]) => ` ${name}=${encodeURIComponent(value)}`);
  return `<!-- tidemark ${kind}${told.join('')} -->`;
}
