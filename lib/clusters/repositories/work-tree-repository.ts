import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkTree } from '#lib/git/work-tree.ts';
import { materialise } from '#lib/gitops/source/materialise.ts';
import { commitTime } from '#lib/gitops/source/update.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { GivenRepository } from '../types.ts';

interface WorkTreeOptions {
  /** As the person wrote it. */
  name: string;
  /** Branch, tag or commit; null: what is checked out. */
  ref: string | null;
  now: Clock;
}

/**
 * A repository that is checked out on this machine: what is committed there counts, nothing is fetched. Flux objects mean
 * it by the addresses of its remotes.
 */
export async function workTreeRepository(
  { git, top }: WorkTree,
  { name, ref, now }: WorkTreeOptions,
): Promise<GivenRepository> {
  const remotes = await git.run(['config', '--local', '--get-regexp', '^remote\\..*\\.url$']).catch(() => '');
  const addresses = remotes.split('\n').flatMap((line) => line.split(' ')[1] ?? []);
  return {
    name,
    addresses,
    withFiles: async (wanted, signal, work) => {
      const asked = wanted.commit ?? ref ?? 'HEAD';
      const commit = await resolve(asked).catch((cause: unknown) => {
        signal.throwIfAborted();
        const mend = wanted.commit === null ? 'Name another branch.' : 'Flux applied it; fetch it into this folder.';
        throw new TidemarkError('not_found', `${top} has no commit ${asked}. ${mend}`, { cause });
      });
      const folder = temporaryFolder('checkout');
      try {
        const files = join(folder, 'files');
        mkdirSync(files);
        const isNeeded = wanted.isNeeded?.(commit) !== false;
        const skipped = isNeeded ? await materialise(git, commit, files, wanted.ignore) : [];
        const committedAt = new Date((await commitTime(git, commit)) * 1000);
        const state = {
          commit,
          head: null,
          committedAt,
          fetchedAt: now(),
          history: 'unknown' as const,
          signature: { kind: 'unverified' as const },
          problem: null,
        };
        return await work({ folder: files, state, skipped });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };

  async function resolve(asked: string): Promise<string> {
    return (await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${asked}^{commit}`])).trim();
  }
}
