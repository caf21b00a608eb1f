import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { readSuite, requireSuite } from './read.ts';

const entry = (id: string) =>
  `prompts:\n  - { id: ${id}, category: reasoning, stratum: short, why: x, prompt: x, expect: { kind: text } }\n`;

let folder = '';
beforeAll(async () => {
  folder = temporaryFolder('read');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function suiteFolder(name: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

describe('readSuite', () => {
  it('reads the YAML files of a folder in the order of their names, and nothing else', async () => {
    const path = await suiteFolder('good', {
      'b.yml': `suite: s\n${entry('second')}`,
      'a.yaml': `suite: s\ntitle: S\n${entry('first')}`,
      'README.md': '# not a suite',
    });
    const suite = await requireSuite(path);
    expect(suite.prompts.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(await requireSuite(join(path, 'a.yaml'))).toMatchObject({ title: 'S' });
  });

  it('reports files that cannot be decoded beside the problems of the others', async () => {
    const path = await suiteFolder('bad', { 'a.yaml': Uint8Array.of(0xff, 0xfe), 'b.yaml': 'suite: 1' });
    const result = await readSuite(path);
    const reasons = 'problems' in result ? result.problems.map(({ reason }) => reason) : [];
    expect(reasons).toEqual([
      'is not UTF-8 text',
      '"prompts" is missing',
      expect.stringMatching(/^"suite" must be text/),
    ]);
    await expect(requireSuite(path)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('refuses a file beyond the size limit', async () => {
    const path = await suiteFolder('large', { 'a.yaml': new Uint8Array(600_000) });
    expect(await readSuite(path)).toMatchObject({
      problems: [{ reason: expect.stringMatching(/^is too large: 600000/) }],
    });
  });

  it('says when there is nothing to read', async () => {
    await expect(readSuite(join(folder, 'none'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(readSuite(await suiteFolder('empty', {}))).rejects.toThrow(/holds no \*\.yaml file/);
  });
});
