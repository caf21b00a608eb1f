import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { type ImportOptions, importSuite } from './import.ts';
import { parseSuite } from './parse.ts';

const OPTIONS: ImportOptions = {
  key: 'recorded',
  title: 'Recorded',
  prefix: '',
  limit: 20,
  category: 'reasoning',
  stratum: 'short',
};

const CHAT = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: '\n  Indented: "quoted" # not a comment\r\n\ttab \u2028 end ' },
];

let folder = '';
beforeAll(async () => {
  folder = temporaryFolder('import');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importLines(lines: readonly unknown[], options: Partial<ImportOptions> = {}, name = 'p.jsonl') {
  const file = join(folder, name);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text);
  const result = await importSuite(file, { ...OPTIONS, ...options });
  return 'problems' in result ? result.problems.map(({ line, reason }) => `${line} ${reason}`) : result;
}

describe('importSuite', () => {
  it.each(['p.jsonl', 'p.jsonl.gz'])(
    'reads plain and chat prompts from %s, and writes YAML that parses back',
    async (name) => {
      const lines = [
        { prompt_id: 'a:0', prompt: '[user] Is 7 a prime?' },
        { prompt_id: 'a:1', prompt: JSON.stringify(CHAT) },
      ];
      const result = await importLines(lines, {}, name);
      if (Array.isArray(result)) throw new Error(result.join('\n'));
      expect(result.suite).toMatchObject({ key: 'recorded', title: 'Recorded' });
      expect(result.suite.prompts).toMatchObject([
        { id: 'a:0', messages: [{ role: 'user', content: '[user] Is 7 a prime?' }], maxTokens: 16 },
        { id: 'a:1', messages: CHAT, stratum: 'short', category: 'reasoning', expect: { kind: 'text' } },
      ]);
      expect(parseSuite([{ path: 'out.yaml', text: result.yaml }])).toEqual({ suite: result.suite });
    },
  );

  it('filters by prefix and stops at the limit, before a later bad line', async () => {
    const lines = ['a', 'b', 'a', 'a'].map((name, index) => ({ prompt_id: `${name}:${index}`, prompt: 'x' }));
    const result = await importLines([...lines, 'not JSON'], {
      prefix: 'a:',
      limit: 2,
      stratum: 'behaviour',
      maxTokens: 99,
    });
    if (Array.isArray(result)) throw new Error(result.join('\n'));
    expect(result.suite.prompts.map(({ id, maxTokens }) => [id, maxTokens])).toEqual([
      ['a:0', 99],
      ['a:2', 99],
    ]);
  });

  it('names the line and reason of every bad line', async () => {
    const lines = [
      'not JSON',
      { prompt_id: 3, prompt: 'x' },
      '',
      { prompt: 'x' },
      { prompt_id: 'white space', prompt: 'x' },
      { prompt_id: 'a', prompt: JSON.stringify([{ role: 'assistant', content: 'x' }]) },
    ];
    expect(await importLines(lines)).toEqual([
      '1 is not a line of JSON',
      '2 "prompt_id" must be text, found 3 (put it in quotes if text is meant)',
      '4 "prompt_id" is missing',
      '5 "id" must be letters and digits, with - _ : . inside',
      '6 the last of "messages" must come from the user',
    ]);
  });

  it('says when nothing fits', async () => {
    expect(await importLines([{ prompt_id: 'b', prompt: 'x' }], { prefix: 'a:' })).toEqual([
      '1 holds no prompt whose id starts with "a:"',
    ]);
    expect(await importLines([''])).toEqual(['1 holds no prompts']);
  });

  it('refuses a prompt that stands twice', async () => {
    const problems = await importLines([
      { prompt_id: 'a', prompt: 'x' },
      { prompt_id: 'a', prompt: 'y' },
    ]);
    expect(problems).toEqual([expect.stringMatching(/id "a" is already used/)]);
  });

  it('names the file that is not there, or not gzip', async () => {
    await expect(importSuite(join(folder, 'none.jsonl'), OPTIONS)).rejects.toThrow(
      /none\.jsonl cannot be read: ENOENT/,
    );
    await writeFile(join(folder, 'bad.gz'), 'plain');
    await expect(importSuite(join(folder, 'bad.gz'), OPTIONS)).rejects.toThrow(/bad\.gz:1 cannot be read: .*header/);
  });
});
