import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import { shippedSuites } from '../../shipped.ts';
import type { World } from '../../world.ts';

/** What of the product's suites goes where in a repository. */
const PARTS = [
  { from: 'golden-project', to: '.' },
  { from: 'golden', to: 'evals/golden' },
  { from: 'golden-task.schema.json', to: 'evals/golden-task.schema.json' },
];

const NEXT = 'Next: tidemark golden validate, then tidemark golden gate --agent support --base main\n';

/**
 * Writes the sample agents and golden tasks into a repository.
 *
 * @throws TidemarkError `conflict` where one of the files is there already; nothing is written then.
 */
export async function initGolden(folder: string, { stdout }: Pick<World, 'stdout'>): Promise<void> {
  const files = (await Promise.all(PARTS.map(({ from, to }) => filesOf(shippedSuites(from), join(folder, to))))).flat();
  const taken = files.filter(({ to }) => existsSync(to)).map(({ to }) => to);
  if (taken.length > 0) {
    const told = `${taken[0]}${taken.length === 1 ? '' : ` and ${taken.length - 1} more`}`;
    throw new TidemarkError('conflict', `Nothing was written: ${told} would be replaced. Choose another folder.`);
  }
  for (const { from, to } of files) {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
  }
  stdout.write(
    `Wrote ${files.length} files into ${folder}: agents, prompts and golden tasks of a sample shop.\n${NEXT}`,
  );
}

/** A file, or all files below a folder, each with where it goes. */
async function filesOf(from: string, to: string): Promise<{ from: string; to: string }[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [{ from, to }];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { from: path, to: join(to, relative(from, path)) };
    });
}
