import type { PublicationState } from '#lib/contract/candidates.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import { openForge } from '#lib/git-sources/open-forge.ts';
import { withSourceClone } from '#lib/gitops/source/clone.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { branchState } from '#lib/publishing/branch-state.ts';
import type { PublishDeps } from './publish.ts';
import { loadSync, type SyncRow } from './row.ts';

/** A closed pull request may be opened again; it is looked at this long after the decision, in milliseconds. */
const CLOSED_WATCH_MS = 14 * 24 * 60 * 60_000;

/** What is not done after this long, in milliseconds, is tried again, even where it needed a person. */
const STUCK_MS = 10 * 60_000;

/**
 * Sees what has become of flags that were brought to git, and has what is stuck tried again. A fault of one is noted with
 * it and holds up no other.
 *
 * @returns how many were looked at, and how many could not be.
 */
export async function followFlags(
  deps: PublishDeps,
  signal: AbortSignal,
): Promise<{ followed: number; failed: number }> {
  const { db, now } = deps.ctx;
  const since = (ms: number) => new Date(now().getTime() - ms);
  const rows = await db.flagDecision.findMany({
    where: {
      kind: 'sync',
      OR: [
        { state: { in: ['pending', 'pushed', 'open'] } },
        { state: 'closed', decidedAt: { gt: since(CLOSED_WATCH_MS) } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  let failed = 0;
  for (const { id } of rows) {
    signal.throwIfAborted();
    const row = await loadSync(db, id);
    if (row === null) continue;
    const isUnfinished = row.state === 'pending' || (row.state === 'pushed' && row.source.forge !== 'none');
    if (isUnfinished) {
      const isStuck = row.decidedAt < since(STUCK_MS);
      if (isStuck) await enqueue(db, 'flags.publish', { decisionId: id }, { key: jobKeys.publishFlag(id) });
    } else if (!(await lookAt(deps, row, signal))) failed += 1;
  }
  return { followed: rows.length, failed };
}

/** @returns whether it could be seen. */
async function lookAt(deps: PublishDeps, row: SyncRow, signal: AbortSignal): Promise<boolean> {
  const { db } = deps.ctx;
  const where = { id: row.id, state: row.state };
  try {
    await db.flagDecision.updateMany({ where, data: { state: await stateOf(deps, row, signal), lastError: null } });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    await db.flagDecision.updateMany({ where, data: { lastError: messageOf(error) } });
    return false;
  }
}

/** As the forge says; where there is no pull request, as git does. */
async function stateOf(
  { toForge = createForge, clones }: PublishDeps,
  { state, pullRequestNumber, branch, path, content, commitSha, source }: SyncRow,
  signal: AbortSignal,
): Promise<PublicationState> {
  if (pullRequestNumber !== null) {
    const connection = openForge(source, encryptionKey());
    return connection === null ? state : (await toForge(connection)).pullRequestState(pullRequestNumber);
  }
  const pushed = { branch, target: source.branch, path, content, commit: commitSha };
  return withSourceClone(
    openGitSource(source, encryptionKey()),
    (git, remote) => branchState(git, remote, pushed, signal),
    clones,
  );
}
