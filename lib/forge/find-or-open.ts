import { TidemarkError } from '#lib/platform/errors.ts';
import type { PullRequest } from './types.ts';

/**
 * The pull request of a branch: the one that exists, else a new one. A forge that refuses a second one is asked again:
 * somebody else may have been faster.
 */
export async function findOrOpen(
  find: () => Promise<PullRequest[]>,
  open: () => Promise<PullRequest>,
): Promise<PullRequest> {
  const existing = preferred(await find());
  if (existing !== undefined) return existing;
  try {
    return await open();
  } catch (error) {
    const refused = error instanceof TidemarkError && ['conflict', 'invalid_input'].includes(error.code);
    const meanwhile = refused ? preferred(await find()) : undefined;
    if (meanwhile !== undefined) return meanwhile;
    throw error;
  }
}

/** An open one, else the newest. */
function preferred(found: readonly PullRequest[]): PullRequest | undefined {
  const newestFirst = found.toSorted((one, other) => other.number - one.number);
  return newestFirst.find(({ state }) => state === 'open') ?? newestFirst[0];
}
