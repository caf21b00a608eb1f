import { constants } from 'node:fs';
import { access, chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SuiteFile } from '#lib/channels/prompt/sources/types.ts';
import { withBaselines } from '#lib/channels/prompt/task/baselines.ts';
import { parseTask } from '#lib/channels/prompt/task/parse.ts';
import type { TaskBaseline } from '#lib/channels/prompt/types.ts';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';

/** A baseline and the task it belongs to. */
export interface Measured {
  id: string;
  baseline: TaskBaseline;
}

/** A task file with its new text, beside it until every other one is there as well. */
interface Replacement {
  target: string;
  aside: string;
}

/** Files that some editors write begin with it; it is no part of their text. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Checks that baselines can be written into these files, before anything is spent on measuring them.
 *
 * @throws TidemarkError `misconfigured`, naming a file or folder that cannot be written to
 */
export async function checkWritable(files: readonly SuiteFile[]): Promise<void> {
  for (const { path } of files) {
    await unlessRefused(path, async () => {
      const target = await realpath(path);
      await access(target, constants.W_OK);
      await access(dirname(target), constants.W_OK);
    });
  }
}

/**
 * Writes baselines into the task files. All new texts are made, all files checked and all texts written beside them
 * before the first file is replaced, each as a whole.
 *
 * @param files the suite as it was read when the measuring began
 * @throws TidemarkError `conflict` where a file was changed meanwhile, `misconfigured` where one cannot be written; nothing
 *   is written then
 */
export async function writeBaselines(files: readonly SuiteFile[], measured: readonly Measured[]): Promise<void> {
  const byId = new Map(files.map((file) => [parseTask(file.text, file.path).id, file]));
  const changes = measured.map(({ id, baseline }) => {
    const file = byId.get(id);
    invariant(file !== undefined, 'every task comes from a file');
    return { ...file, after: withBaselines(file.text, [baseline]) };
  });
  const written: Replacement[] = [];
  try {
    for (const { path, text, after } of changes) {
      const now = await readFile(path, 'utf8').catch(() => null);
      const mark = now?.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
      if (now !== mark + text) {
        const told = `${path} was changed while it was measured. Nothing was written: bless again.`;
        throw new TidemarkError('conflict', told);
      }
      written.push(await unlessRefused(path, () => writeAside(path, mark + after)));
    }
    for (const { aside, target } of written) await rename(aside, target);
  } finally {
    for (const { aside } of written) await rm(aside, { force: true });
  }
}

/** What a link points to is replaced, not the link. */
async function writeAside(path: string, text: string): Promise<Replacement> {
  const target = await realpath(path);
  const aside = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    await writeFile(aside, text, { flag: 'wx' });
    await chmod(aside, (await stat(target)).mode);
    return { target, aside };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function unlessRefused<T>(path: string, work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    const told = `Baselines cannot be written to ${path}: ${messageOf(cause)}. Nothing was written. Mend its rights or its disk.`;
    throw new TidemarkError('misconfigured', told, { cause });
  });
}
