import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { taskYaml } from '#lib/testing/git-server.ts';
import { readTaskFiles } from './read-task-files.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('tasks');
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  writeFileSync(join(folder, 'one.yaml'), taskYaml('one'));
});

it('reads what lies in the folder', async () => {
  mkdirSync(join(folder, 'notes'));
  writeFileSync(join(folder, 'notes/why.md'), '# Why\n');
  expect(await readTaskFiles(folder)).toEqual({
    files: [{ path: join(folder, 'one.yaml'), text: taskYaml('one') }],
    problems: [],
  });
});

it('names tasks further down, which nobody would gate', async () => {
  mkdirSync(join(folder, 'refunds/old'), { recursive: true });
  writeFileSync(join(folder, 'refunds/old/two.yml'), taskYaml('two'));
  const { files, problems } = await readTaskFiles(folder);
  expect(files).toHaveLength(1);
  expect(problems).toEqual([
    expect.objectContaining({
      file: join(folder, 'refunds/old/two.yml'),
      reason: expect.stringMatching(/no task is read/),
    }),
  ]);
});

it('opens neither pipes nor folders', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  mkdirSync(join(folder, 'folder.yaml'));
  const { problems } = await readTaskFiles(folder);
  expect(problems.map(({ reason }) => reason)).toEqual(['is no file', 'is no file']);
});
