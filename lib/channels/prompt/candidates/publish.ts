import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import type { Forge, ForgeConnection } from '#lib/forge/types.ts';
import { withClone } from '#lib/git/clone.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { needsPerson } from '#lib/publishing/needs-person.ts';
import { pushFile } from '#lib/publishing/push-file.ts';
import { forgeConnection, gitRemote } from '../repository/access.ts';
import { subjectOf } from './claim.ts';
import { loadPublication, type PublicationRow, publicationFacts } from './publication-row.ts';
import { commitMessage, pullRequestOf } from './pull-request.ts';

export interface PublishDeps {
  ctx: Pick<Context, 'db' | 'now'>;
  /** Opens the forge of a repository; the real one when left out. */
  openForge?: (connection: ForgeConnection) => Promise<Forge>;
}

/**
 * Brings an approved candidate a step or two further: pushes its file, then opens its pull request. Each step finds on
 * the server what an earlier, killed attempt left there, and is noted as soon as it is done.
 *
 * @throws whatever passes by itself, so that the job is tried again; what needs a person is noted and not thrown.
 */
export async function publishCandidate(deps: PublishDeps, candidateId: number, signal: AbortSignal): Promise<void> {
  const { db, now } = deps.ctx;
  const pending = await loadPublication(db, candidateId);
  if (pending === null) return;
  const { branch } = pending;
  try {
    if (pending.state === 'pending') await push(deps, pending, signal);
    const pushed = await loadPublication(db, candidateId);
    if (pushed?.state === 'pushed' && pushed.branch === branch) await openPullRequest(deps, pushed);
  } catch (error) {
    if (signal.aborted) throw error;
    const blocked = needsPerson(error);
    await db.publication.updateMany({
      where: { candidateId, branch },
      data: { attempts: { increment: 1 }, lastError: messageOf(error), blocked, updatedAt: now() },
    });
    if (!blocked) throw error;
  }
}

async function push({ ctx }: PublishDeps, row: PublicationRow, signal: AbortSignal): Promise<void> {
  const { candidateId, branch, baseCommit, path, content, authorName, authorEmail, repository } = row;
  const facts = publicationFacts(row);
  const remote = gitRemote(repository);
  const { commit, isMerged } = await withClone(repository.id, remote, (git) =>
    pushFile(
      git,
      remote,
      {
        branch,
        target: repository.branch,
        baseCommit,
        path,
        content,
        message: commitMessage(facts),
        author: { name: authorName, email: authorEmail, at: facts.approvedAt },
      },
      signal,
    ),
  );
  await inTransaction(ctx.db, async (tx) => {
    const { count } = await tx.publication.updateMany({
      where: { candidateId, branch, state: 'pending' },
      data: { state: isMerged ? 'merged' : 'pushed', commitSha: commit, ...settled(ctx) },
    });
    if (count === 0) return;
    const summary = isMerged
      ? `Found golden task ${facts.taskId} of candidate ${candidateId} on ${repository.branch} of ${repository.name} already`
      : `Pushed golden task ${facts.taskId} of candidate ${candidateId} to ${branch} of ${repository.name} as ${commit.slice(0, 12)}`;
    await recordAudit(tx, { actor: SYSTEM_ACTOR, action: 'candidate.push', ...subjectOf(candidateId), summary });
  });
}

async function openPullRequest({ ctx, openForge = createForge }: PublishDeps, row: PublicationRow): Promise<void> {
  const { candidateId, branch, repository } = row;
  const connection = forgeConnection(repository);
  if (connection === null) return;
  const forge = await openForge(connection);
  const { number, url, state } = await forge.openPullRequest(pullRequestOf(publicationFacts(row), repository.branch));
  await inTransaction(ctx.db, async (tx) => {
    const { count } = await tx.publication.updateMany({
      where: { candidateId, branch, state: 'pushed' },
      data: { state, pullRequestNumber: number, pullRequestUrl: url, ...settled(ctx) },
    });
    if (count === 0) return;
    const summary = `Opened pull request ${number} for candidate ${candidateId}: ${url}`;
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'candidate.pull_request',
      ...subjectOf(candidateId),
      summary,
    });
  });
}

function settled({ now }: PublishDeps['ctx']) {
  return { lastError: null, blocked: false, updatedAt: now() };
}
