import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from './lines.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-lines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function linesOf(name: string, bytes: string | Uint8Array): Promise<string[]> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const lines: string[] = [];
  for await (const line of readLines(path)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it.each([
    ['an empty file', '', []],
    ['a last line without a line feed', 'a\nb', ['a', 'b']],
    ['empty lines', 'a\n\nb\n', ['a', '', 'b']],
    ['line separators inside a line', 'a\u2028b\n', ['a\u2028b']],
  ])('reads %s', async (_name, text, lines) => {
    expect(await linesOf('plain.txt', text)).toEqual(lines);
    expect(await linesOf('packed.gz', gzipSync(text))).toEqual(lines);
  });

  it('keeps characters whole that lie across two reads', async () => {
    const line = `x${'é'.repeat(100_000)}`;
    expect(await linesOf('long.txt', `${line}\n${line}`)).toEqual([line, line]);
  });

  it.each([
    ['bytes that are not UTF-8', 'bad.txt', Uint8Array.of(0x61, 0xff, 0x0a)],
    ['gzip that is cut off', 'cut.gz', gzipSync('a\n'.repeat(1000)).subarray(0, 20)],
  ])('names the file of %s', async (_name, name, bytes) => {
    await expect(linesOf(name, bytes)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(new RegExp(`${name} cannot be read: `)),
    });
  });
});
