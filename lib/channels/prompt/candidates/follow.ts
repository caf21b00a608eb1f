import type { PublicationState } from '#lib/contract/candidates.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import { withClone } from '#lib/git/clone.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { branchState } from '#lib/publishing/branch-state.ts';
import { forgeConnection, gitRemote } from '../repository/access.ts';
import { CLOSED_WATCH_MS, FOLLOWED } from './follow-decision.ts';
import { loadPublication, type PublicationRow } from './publication-row.ts';
import type { PublishDeps } from './publish.ts';

/** What has not moved for this long, in milliseconds, is tried again, even where it needed a person. */
const STUCK_MS = 60 * 60_000;

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
    where: { OR: [{ state: { in: [...FOLLOWED] } }, { state: 'closed', updatedAt: { gt: recent } }] },
    orderBy: { lookedAt: { sort: 'asc', nulls: 'first' } },
    take: MAX_FOLLOWED,
    select: { candidateId: true },
  });
  let failed = 0;
  for (const { candidateId } of rows) {
    signal.throwIfAborted();
    const row = await loadPublication(db, candidateId);
    if (row === null) continue;
    if (!(await lookAt(deps, row, signal))) failed += 1;
  }
  return { followed: rows.length, failed };
}

/**
 * Sees what has become of one publication, and notes that, or why it could not be seen.
 *
 * @returns whether it could be seen.
 */
export async function lookAt(deps: PublishDeps, row: PublicationRow, signal: AbortSignal): Promise<boolean> {
  const { db, now } = deps.ctx;
  const { candidateId, branch } = row;
  await db.publication.updateMany({ where: { candidateId, branch }, data: { lookedAt: now() } });
  try {
    await note(deps, row, await stateOf(deps, row, signal));
    return true;
  } catch (error) {
    signal.throwIfAborted();
    await db.publication.updateMany({ where: { candidateId, branch }, data: { lastError: messageOf(error) } });
    return false;
  }
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

/** As the forge says; where there is no pull request, as git does. */
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
  const pushed = { branch, target: repository.branch, path, content, commit: commitSha };
  return withClone(repository.id, remote, (git) => branchState(git, remote, pushed, signal));
}

/** What keeps a pull request from being opened stays noted until it is open. */
async function note({ ctx: { db, now } }: PublishDeps, row: PublicationRow, state: PublicationState): Promise<void> {
  const { candidateId, branch } = row;
  const isSame = state === row.state;
  if (isSame && (row.lastError === null || row.pullRequestNumber === null)) return;
  const moved = isSame ? {} : { state, updatedAt: now() };
  await db.publication.updateMany({
    where: { candidateId, branch, state: row.state },
    data: { ...moved, lastError: null, blocked: false },
  });
}
