import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateDetail, MergeTarget } from '#lib/contract/candidates.ts';
import type { OperationBody } from '#lib/contract/operations.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { readSuiteAt } from '../repository/read-suite.ts';
import { claimCandidate, subjectOf, whyTaken } from './claim.ts';
import { idOf, type PlannedFile, planMerge, planNewTask, publicationBranch } from './plan-publication.ts';
import { withProvenance } from './provenance.ts';
import { getCandidate } from './queries/detail.ts';

/** Milliseconds that a curator waits for the server of the repository; after that its last state counts. */
const SERVER_PATIENCE_MS = 20_000;

/**
 * Takes a candidate's draft into the golden suite: notes the decision, and has the file pushed to a branch under the
 * curator's name. The push itself is a job, so that a server which is down delays it and loses nothing. The caller has
 * checked the permission `candidate.decide` and that a person asks.
 *
 * @throws TidemarkError `not_found`; `conflict` naming whoever decided or edited first, or when the id is taken;
 *   `invalid_input` with every problem of the draft; and as `readSuiteAt` where the repository was never read.
 */
export async function approveCandidate(
  ctx: Context,
  candidateId: number,
  { revision }: OperationBody<'approveCandidate'>,
): Promise<CandidateDetail> {
  const candidate = await pendingCandidate(ctx, candidateId, revision);
  const { repositoryId } = candidate.source;
  const suite = await readSuiteAt(ctx, repositoryId, { orLast: true, signal: AbortSignal.timeout(SERVER_PATIENCE_MS) });
  const planned = planNewTask(suite, candidate.draft);
  const curator = await curatorOf(ctx);
  const content = withProvenance(candidate.draft, {
    source: 'langfuse',
    traceId: candidate.traceId,
    traceUrl: candidate.traceUrl,
    approvedBy: curator.name,
    approvedAt: ctx.now().toISOString(),
  });
  await inTransaction(ctx.db, async (tx) => {
    await claimCandidate(tx, ctx, { id: candidateId, revision }, { state: 'approved' });
    await refuseSamePath(tx, repositoryId, planned);
    await publishLater(tx, ctx, candidate, { planned, content, baseCommit: suite.commit, curator });
    const summary = `Approved candidate ${candidateId} as golden task ${planned.task.id}, to be pushed to ${publicationBranch(planned.task.id, candidate)} of ${candidate.source.repository.name}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'candidate.approve', ...subjectOf(candidateId), summary });
  });
  return getCandidate(ctx.db, candidateId);
}

/** The file of a task that a candidate could be merged into. @throws TidemarkError `not_found`, and as `readSuiteAt`. */
export async function getMergeTarget(ctx: Context, candidateId: number, taskId: string): Promise<MergeTarget> {
  const row = await ctx.db.candidate.findUnique({ where: { id: candidateId }, include: { source: true } });
  const { source } = found(row, `candidate ${candidateId}`);
  const signal = AbortSignal.timeout(SERVER_PATIENCE_MS);
  const { commit, suite } = await readSuiteAt(ctx, source.repositoryId, { orLast: true, signal });
  const file = found(
    suite.find(({ path }) => idOf(path) === taskId),
    `task ${taskId} in the suite`,
  );
  return { taskId, ...file, commitSha: commit };
}

/**
 * Has a candidate's case covered by a task that is there already: its edited file is pushed to a branch that grows from
 * the commit whose file was edited, so that what others changed since is merged by git and not overwritten. The caller
 * has checked the permission `candidate.decide` and that a person asks.
 *
 * @throws TidemarkError as {@link approveCandidate}; `not_found` when there is no such task or commit.
 */
export async function mergeCandidate(
  ctx: Context,
  candidateId: number,
  { taskId, content, commitSha, reason, revision }: OperationBody<'mergeCandidate'>,
): Promise<CandidateDetail> {
  const candidate = await pendingCandidate(ctx, candidateId, revision);
  const signal = AbortSignal.timeout(SERVER_PATIENCE_MS);
  const suite = await readSuiteAt(ctx, candidate.source.repositoryId, { ref: commitSha, signal });
  const planned = planMerge(suite, taskId, content);
  const curator = await curatorOf(ctx);
  await inTransaction(ctx.db, async (tx) => {
    const decision = { state: 'merged', decisionReason: reason, mergedInto: taskId } as const;
    await claimCandidate(tx, ctx, { id: candidateId, revision }, decision);
    await publishLater(tx, ctx, candidate, { planned, content, baseCommit: suite.commit, curator });
    const summary = `Merged candidate ${candidateId} into golden task ${taskId}, to be pushed to ${publicationBranch(taskId, candidate)} of ${candidate.source.repository.name}: ${reason}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'candidate.merge', ...subjectOf(candidateId), summary });
  });
  return getCandidate(ctx.db, candidateId);
}

/** Asked before the repository is, so that a late curator is told at once. */
async function pendingCandidate(ctx: Context, id: number, revision: number) {
  const row = await ctx.db.candidate.findUnique({
    where: { id },
    include: { source: { include: { repository: { select: { name: true } } } } },
  });
  const candidate = found(row, `candidate ${id}`);
  if (candidate.state !== 'pending' || candidate.revision !== revision) throw await whyTaken(ctx.db, id);
  return candidate;
}

/** Of two drafts with one id the second waits for nothing: it needs another id. The lock keeps them from passing at once. */
async function refuseSamePath(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  { path, task }: PlannedFile,
): Promise<void> {
  await tx.$queryRaw`SELECT id FROM git_repository WHERE id = ${repositoryId}::int FOR UPDATE`;
  const other = await tx.publication.findFirst({
    where: {
      path,
      state: { in: ['pending', 'pushed', 'open'] },
      candidate: { state: 'approved', source: { repositoryId } },
    },
    select: { candidateId: true },
  });
  if (other === null) return;
  const told = `Candidate ${other.candidateId} is on its way into the suite as task ${task.id}. Choose another id.`;
  throw new TidemarkError('conflict', told);
}

interface Curator {
  name: string;
  email: string;
}

async function curatorOf({ db, actor }: Context): Promise<Curator> {
  const id = personOf(actor);
  if (id === null) throw new TidemarkError('forbidden', 'A candidate is approved by a person, under their name.');
  const row = await db.user.findUnique({ where: { id }, select: { name: true, email: true } });
  const { name, email } = found(row, `person ${id}`);
  return { name: name.trim() || email, email };
}

async function publishLater(
  tx: Prisma.TransactionClient,
  { now }: Context,
  candidate: { id: number; reopened: number },
  file: { planned: PlannedFile; content: string; baseCommit: string; curator: Curator },
): Promise<void> {
  const { planned, content, baseCommit, curator } = file;
  const candidateId = candidate.id;
  await tx.publication.create({
    data: {
      candidateId,
      branch: publicationBranch(planned.task.id, candidate),
      baseCommit,
      path: planned.path,
      content,
      authorName: curator.name,
      authorEmail: curator.email,
      createdAt: now(),
      updatedAt: now(),
    },
    select: { candidateId: true },
  });
  await enqueue(tx, 'candidates.publish', { candidateId }, { key: jobKeys.publish(candidateId) });
}
