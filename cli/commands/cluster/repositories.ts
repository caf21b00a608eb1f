import { rmSync } from 'node:fs';
import { remoteRepository } from '#lib/clusters/repositories/remote-repository.ts';
import { workTreeRepository } from '#lib/clusters/repositories/work-tree-repository.ts';
import type { GivenRepository } from '#lib/clusters/types.ts';
import { findWorkTree } from '#lib/git/work-tree.ts';
import { sourceUrl } from '#lib/gitops/source/address.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

interface RepositoryOptions {
  branch: string | null;
  now: Clock;
}

/**
 * Does `work` with the repositories that were named: what is checked out here is read where it lies, everything else is
 * fetched into a folder that is gone afterwards.
 *
 * @throws TidemarkError `invalid_input` or `not_found` for what is no repository.
 */
export async function withRepositories<T>(
  names: readonly string[],
  { branch, now }: RepositoryOptions,
  work: (repositories: GivenRepository[]) => Promise<T>,
): Promise<T> {
  const clones = temporaryFolder('clones');
  try {
    const repositories = names.map((name) => {
      const tree = findWorkTree(name);
      if (tree !== null) return workTreeRepository(tree, { name, ref: branch, now });
      return remoteRepository({ name, url: sourceUrl(name), branch, now, clones });
    });
    return await work(await Promise.all(repositories));
  } finally {
    rmSync(clones, { recursive: true, force: true });
  }
}
