const NEWLINE = 0x0a;

/** A line, or in place of one that is longer than what is read. */
export type Line = { line: Buffer } | { tooLong: true };

/** The lines of a stream, without their ends; an unfinished last one is dropped. */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      size += end - start;
      yield size > maxBytes ? { tooLong: true } : { line: Buffer.concat([...parts, chunk.subarray(start, end)]) };
      [parts, size, start] = [[], 0, end + 1];
    }
    size += chunk.length - start;
    if (size <= maxBytes) parts.push(chunk.subarray(start));
    else parts = [];
  }
}
