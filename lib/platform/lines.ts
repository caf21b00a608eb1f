import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, TidemarkError } from './errors.ts';

/** Longest line read, in UTF-16 code units. */
const MAX_LINE_CHARS = 16_000_000;

/**
 * The lines of a UTF-8 text file, unpacked on the way when its name ends in `.gz`. Reads no further than asked.
 * Splits at line feeds only (readline would also split at U+2028, which JSON allows inside strings).
 *
 * @throws TidemarkError `invalid_input` when the file cannot be opened, unpacked or decoded.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const input = openText(path);
  try {
    yield* splitLines(input);
  } catch (cause) {
    throw new TidemarkError('invalid_input', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  } finally {
    input.destroy();
  }
}

function openText(path: string): Readable {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => file.destroy());
  return file.pipe(unpacked);
}

async function* splitLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const bytes of input) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_LINE_CHARS) throw new Error(`a line is longer than ${MAX_LINE_CHARS} characters`);
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
