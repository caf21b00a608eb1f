import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { type ImportOptions, importSuite } from '#lib/suites/import.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import type { World } from '../../world.ts';

interface Options extends ImportOptions {
  out?: string;
  force?: true;
}

/** Writes the suite built from recorded prompts to `--out`, or to standard output. */
export async function importSuiteFile(file: string, options: Options, { stdout, stderr }: World): Promise<void> {
  const result = await importSuite(file, options);
  if ('problems' in result) {
    for (const problem of result.problems) stdout.write(`${formatProblem(problem)}\n`);
    throw new TidemarkError('invalid_input', `${file} was not imported: mend the lines named above`);
  }
  const { prompts, contentHash } = result.suite;
  const { out } = options;
  if (out === undefined) stdout.write(result.yaml);
  else await writeNew(out, result.yaml, options.force === true);
  stderr.write(
    `Imported ${prompts.length} prompts${out === undefined ? '' : ` to ${out}`}, content hash ${contentHash}\n`,
  );
}

async function writeNew(path: string, text: string, force: boolean): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw new TidemarkError('conflict', `${path} is already there: add --force to replace it`, { cause });
    }
    throw new TidemarkError('invalid_input', `${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
}
