import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { baselineOf } from '#lib/channels/prompt/task/testing.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { taskYaml } from '#lib/testing/git-server.ts';
import { readYamlFiles } from '#lib/yaml/file.ts';
import { checkWritable, writeBaselines } from './write-baselines.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('bless');
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  for (const id of ['one', 'two']) writeFileSync(join(folder, `${id}.yaml`), taskYaml(id));
});

const suite = async () => (await readYamlFiles(folder)).files;
const measured = ['one', 'two'].map((id) => ({ id, baseline: baselineOf() }));
const read = (id: string) => readFileSync(join(folder, `${id}.yaml`), 'utf8');

it('keeps the byte order mark of a file', async () => {
  writeFileSync(join(folder, 'one.yaml'), `\ufeff${taskYaml('one')}`);
  await writeBaselines(await suite(), measured);
  expect(read('one')).toMatch(/^\ufeff(?!\ufeff).*baselines:/s);
  expect(read('two')).toMatch(/^(?!\ufeff).*baselines:/s);
});

it('replaces no file where one cannot be written', async () => {
  const files = await suite();
  writeFileSync(join(folder, `.two.yaml.${process.pid}.new`), '');
  await expect(writeBaselines(files, measured)).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringMatching(/two\.yaml: EEXIST.*Nothing was written/),
  });
  expect([read('one'), read('two')]).toEqual([taskYaml('one'), taskYaml('two')]);
});

it('replaces no file where one was changed or taken away meanwhile', async () => {
  const files = await suite();
  rmSync(join(folder, 'two.yaml'));
  await expect(writeBaselines(files, measured)).rejects.toMatchObject({ code: 'conflict' });
  expect(readdirSync(folder)).toEqual(['one.yaml']);
  expect(read('one')).toBe(taskYaml('one'));
});

it('names what cannot be written before anything is measured', async () => {
  const files = await suite();
  await checkWritable(files);
  rmSync(join(folder, 'two.yaml'));
  await expect(checkWritable(files)).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringContaining('two.yaml'),
  });
});
