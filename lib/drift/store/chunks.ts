/** Largest parameter of a statement, in UTF-16 code units: objects of 5 MB must not be sent by the thousand. */
const MAX_PARAMETER_CHARS = 8_000_000;

/** Rows as JSON arrays, each short enough for one statement, or of a single row. */
export function jsonChunks(rows: readonly object[]): string[] {
  const chunks: string[] = [];
  let chunk: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (chunk.length > 0 && chars + text.length > MAX_PARAMETER_CHARS) {
      chunks.push(`[${chunk.join(',')}]`);
      chunk = [];
      chars = 0;
    }
    chunk.push(text);
    chars += text.length;
  }
  return chunk.length === 0 ? chunks : [...chunks, `[${chunk.join(',')}]`];
}
