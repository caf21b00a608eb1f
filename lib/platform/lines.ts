import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, TidemarkError } from './errors.ts';

/** Longest line read, in bytes. */
const MAX_LINE_BYTES = 16_000_000;

const LINE_FEED = 0x0a;

/**
 * The lines of a UTF-8 text file, unpacked on the way when its name ends in `.gz`. Reads no further than asked.
 * Splits at line feeds only (readline would also split at U+2028, which JSON allows inside strings).
 *
 * @throws TidemarkError `invalid_input` when the file cannot be opened, unpacked or decoded: `file:line reason`, or
 *   `file reason` when not even a line can be asked for.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const input = openText(path);
  // A byte order mark is dropped at the start of the file only.
  let decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  try {
    for await (const bytes of splitLines(input)) {
      yield decoder.decode(bytes);
      line += 1;
      if (line === 2) decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    }
  } catch (cause) {
    const where = isFromFileSystem(cause) ? path : `${path}:${line}`;
    throw new TidemarkError('invalid_input', `${where} cannot be read: ${messageOf(cause)}`, { cause });
  } finally {
    input.destroy();
  }
}

function isFromFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function openText(path: string): Readable {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => file.destroy());
  return file.pipe(unpacked);
}

/** Lines as bytes, without their line feeds. Cutting before decoding lets a broken character be told from its line. */
async function* splitLines(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const bytes of input) {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      yield begun.length === 0 ? bytes.subarray(start, end) : Buffer.concat([...begun, bytes.subarray(start, end)]);
      [begun, length, start] = [[], 0, end + 1];
    }
    if (start === bytes.length) continue;
    begun.push(bytes.subarray(start));
    length += bytes.length - start;
    if (length > MAX_LINE_BYTES) throw new Error(`the line is longer than ${MAX_LINE_BYTES} bytes`);
  }
  if (length > 0) yield Buffer.concat(begun);
}
