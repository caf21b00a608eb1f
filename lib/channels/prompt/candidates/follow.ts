import type { PublicationState } from '#lib/contract/candidates.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import { withClone } from '#lib/git/clone.ts';
import { fetchBranch, hasCommit, isPartOf, remoteHead } from '#lib/git/fetch.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { forgeConnection, gitRemote } from '../repository/access.ts';
import { mergedCommit } from '../repository/push-file.ts';
import { loadPublication, type PublicationRow } from './publication-row.ts';
import type { PublishDeps } from './publish.ts';

/** What has not moved for this long, in milliseconds, is tried again, even where it needed a person. */
const STUCK_MS = 60 * 60_000;

/** A closed pull request may be opened again; it is looked at this long, in milliseconds. */
const CLOSED_WATCH_MS = 14 * 24 * 60 * 60_000;

/** Publications looked at in one round; the ones looked at longest ago come first. */
const MAX_FOLLOWED = 200;

/**
 * Sees what has become of pull requests and pushed branches, and has what is stuck tried again. A fault of one
 * repository is noted for its publications and holds up no other.
 *
 * @returns how many were looked at, and how many could not be.
 */
export async function followPublications(
  deps: PublishDeps,
  signal: AbortSignal,
): Promise<{ followed: number; failed: number }> {
  const { db, now } = deps.ctx;
  await retryStuck(deps);
  const recent = new Date(now().getTime() - CLOSED_WATCH_MS);
  const rows = await db.publication.findMany({
    where: { OR: [{ state: { in: ['pushed', 'open'] } }, { state: 'closed', updatedAt: { gt: recent } }] },
    orderBy: { updatedAt: 'asc' },
    take: MAX_FOLLOWED,
    select: { candidateId: true },
  });
  let failed = 0;
  for (const { candidateId } of rows) {
    signal.throwIfAborted();
    const row = await loadPublication(db, candidateId);
    if (row === null) continue;
    try {
      await note(deps, row, await stateOf(deps, row, signal));
    } catch (error) {
      signal.throwIfAborted();
      failed += 1;
      await db.publication.updateMany({ where: { candidateId }, data: { lastError: messageOf(error) } });
    }
  }
  return { followed: rows.length, failed };
}

async function retryStuck({ ctx: { db, now } }: PublishDeps): Promise<void> {
  const before = new Date(now().getTime() - STUCK_MS);
  const isUnfinished = [
    { state: 'pending' as const },
    { state: 'pushed' as const, candidate: { source: { repository: { forge: { not: 'none' as const } } } } },
  ];
  const rows = await db.publication.findMany({
    where: { OR: isUnfinished, updatedAt: { lt: before } },
    select: { candidateId: true },
  });
  for (const { candidateId } of rows) {
    await enqueue(db, 'candidates.publish', { candidateId }, { key: jobKeys.publish(candidateId) });
  }
}

/**
 * As the forge says. Where there is no pull request: merged as soon as the branch holds commit or file, closed when the
 * pushed branch is gone.
 */
async function stateOf(
  { openForge = createForge }: PublishDeps,
  { state, pullRequestNumber, branch, path, content, commitSha, repository }: PublicationRow,
  signal: AbortSignal,
): Promise<PublicationState> {
  if (pullRequestNumber !== null) {
    const connection = forgeConnection(repository);
    return connection === null ? state : (await openForge(connection)).pullRequestState(pullRequestNumber);
  }
  const remote = gitRemote(repository);
  return withClone(repository.id, remote, async (git) => {
    const head = await fetchBranch(git, remote, repository.branch, signal);
    const isThere = (await mergedCommit(git, head, { path, content })) !== null;
    const isKnown = commitSha !== null && (await hasCommit(git, commitSha, signal));
    if (isThere || (isKnown && (await isPartOf(git, commitSha, head, signal)))) return 'merged';
    return (await remoteHead(git, remote, branch, signal)) === null ? 'closed' : 'pushed';
  });
}

/** What keeps a pull request from being opened stays noted until it is open. */
async function note({ ctx: { db, now } }: PublishDeps, row: PublicationRow, state: PublicationState): Promise<void> {
  const { candidateId } = row;
  const isSame = state === row.state;
  if (isSame && (row.lastError === null || row.pullRequestNumber === null)) return;
  const moved = isSame ? {} : { state, updatedAt: now() };
  await db.publication.updateMany({
    where: { candidateId, state: row.state },
    data: { ...moved, lastError: null, blocked: false },
  });
}
