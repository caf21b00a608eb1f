import type { GitSource as GitSourceRow } from '#generated/prisma/client.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import type { GitRead } from '#lib/git-sources/record-read.ts';
import { readHead, withCheckout } from '#lib/gitops/source/checkout.ts';
import type { SourceState } from '#lib/gitops/source/types.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { GivenRepository } from '../types.ts';

interface StoredOptions {
  key: Buffer;
  now: Clock;
  /** Where clones are kept; in the data folder when left out. */
  clones?: string | undefined;
  /** Told each time that git was read, or could not be: then why. */
  onRead: (read: GitRead) => Promise<void>;
}

/** A git source as a repository that clusters are compared with. */
export interface StoredRepository extends GivenRepository {
  sourceId: number;
  /** The commit at the head of its branch, asked of the server. @throws TidemarkError where it does not answer. */
  head(signal: AbortSignal): Promise<string | null>;
}

/**
 * Opens a git source. While git cannot be read its last good commit is taken, which is told with its age; where there is
 * none, `withFiles` rejects with `unavailable`, whatever was wrong: the comparison says so and goes on without it.
 *
 * @throws TidemarkError `misconfigured` when its secret cannot be opened.
 */
export function storedRepository(row: GitSourceRow, { key, now, clones, onRead }: StoredOptions): StoredRepository {
  const source = openGitSource(row, key);
  const last =
    row.commitSha === null || row.fetchedAt === null ? null : { commit: row.commitSha, fetchedAt: row.fetchedAt };
  return {
    sourceId: row.id,
    name: row.name,
    addresses: [row.url],
    head: (signal) => readHead(source, { clones, signal }),
    async withFiles({ commit, branch, ignore, isNeeded }, signal, work) {
      let isRead = false;
      try {
        const wanted = { ...source, branch: branch ?? source.branch, ignore };
        const how = { last, commit: commit ?? undefined, isNeeded, now, clones, signal };
        return await withCheckout(wanted, how, async (files) => {
          isRead = true;
          await onRead(files.state);
          return work({ ...files, state: withAge(files.state) });
        });
      } catch (error) {
        signal.throwIfAborted();
        if (isRead || !(error instanceof TidemarkError)) throw error;
        await onRead({ problem: messageOf(error) });
        throw new TidemarkError('unavailable', `${row.name}: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}

function withAge(state: SourceState): SourceState {
  if (state.problem === null) return state;
  return {
    ...state,
    problem: `${state.problem.replace(/\.?$/, '.')} It was last read on ${state.fetchedAt.toISOString()}.`,
  };
}
