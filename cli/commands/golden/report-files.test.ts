import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { reportOf } from '#lib/channels/prompt/report/testing.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { worldForTests } from '../../testing.ts';
import { checkReportFiles, writeReportFiles } from './report-files.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('reports');
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

it('makes the folders, and writes what was asked for', async () => {
  const files = { junit: join(folder, 'out/deep/gate.xml') };
  await checkReportFiles(files);
  expect(existsSync(files.junit)).toBe(false);
  await writeReportFiles(reportOf(), files, worldForTests());
  expect(readFileSync(files.junit, 'utf8')).toContain('<testsuites');
});

it.each([
  ['junit', '.', /--junit .* cannot be written: it is a folder/],
  ['markdown', '/dev/null/x.md', /--markdown .* cannot be written: .*Name another file/],
] as const)('refuses --%s %s before anything is spent', async (option, path, message) => {
  await expect(checkReportFiles({ [option]: path })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringMatching(message),
  });
});

it('says what it could not write, and goes on', async () => {
  const told: string[] = [];
  const world = worldForTests({}, { stderr: { write: (text) => told.push(text) } });
  const markdown = join(folder, 'gate.md');
  await writeReportFiles(reportOf(), { junit: folder, markdown }, world);
  expect(told.join('')).toMatch(/The report of --junit was not written\. EISDIR/);
  expect(existsSync(markdown)).toBe(true);
});
