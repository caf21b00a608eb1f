import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SuiteFile } from '#lib/channels/prompt/sources/types.ts';
import { withBaselines } from '#lib/channels/prompt/task/baselines.ts';
import { parseTask } from '#lib/channels/prompt/task/parse.ts';
import type { TaskBaseline } from '#lib/channels/prompt/types.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';

/** A baseline and the task it belongs to. */
export interface Measured {
  id: string;
  baseline: TaskBaseline;
}

/**
 * Writes baselines into the task files. All new texts are made, and all files checked, before the first is written; each
 * file is replaced as a whole.
 *
 * @param files the suite as it was read when the measuring began
 * @throws TidemarkError `conflict` where a file was changed meanwhile, and then writes nothing
 */
export async function writeBaselines(files: readonly SuiteFile[], measured: readonly Measured[]): Promise<void> {
  const byId = new Map(files.map((file) => [parseTask(file.text, file.path).id, file]));
  const changes = measured.map(({ id, baseline }) => {
    const file = byId.get(id);
    invariant(file !== undefined, 'every task comes from a file');
    return { ...file, after: withBaselines(file.text, [baseline]) };
  });
  for (const { path, text } of changes) {
    if ((await readFile(path, 'utf8')) === text) continue;
    throw new TidemarkError('conflict', `${path} was changed while it was measured. Nothing was written: bless again.`);
  }
  for (const { path, after } of changes) await replaceFile(path, after);
}

/** What a link points to is replaced, not the link. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const aside = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    await writeFile(aside, text, { flag: 'wx' });
    await chmod(aside, (await stat(target)).mode);
    await rename(aside, target);
  } finally {
    await rm(aside, { force: true });
  }
}
