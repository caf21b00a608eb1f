import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { readLines } from './lines.ts';

let folder = '';
beforeAll(async () => {
  folder = temporaryFolder('lines');
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
    ['bytes that are not UTF-8', 'bad.txt', Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xff, 0x0a, 0x61]), 'bad.txt:3'],
    ['a character cut off at the end', 'end.txt', Buffer.from([0x61, 0x0a, 0xc3]), 'end.txt:2'],
    ['gzip that is cut off', 'cut.gz', gzipSync('a\n'.repeat(1000)).subarray(0, 20), 'cut.gz:\\d+'],
    ['gzip that is none', 'none.gz', 'plain', 'none.gz:1'],
    ['a line that never ends', 'endless.txt', `a\n${'b'.repeat(16_100_000)}`, 'endless.txt:2'],
  ])('names file and line of %s', async (_name, name, bytes, where) => {
    await expect(linesOf(name, bytes)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(new RegExp(`/${where} cannot be read: `)),
    });
  });

  it('names a file that is not there', async () => {
    const path = join(folder, 'nowhere.txt');
    await expect(readLines(path).next()).rejects.toThrow(`${path} cannot be read: ENOENT`);
  });

  it('drops a byte order mark at the start only', async () => {
    expect(await linesOf('bom.txt', '\ufeffa\n\ufeffb')).toEqual(['a', '\ufeffb']);
  });
});
