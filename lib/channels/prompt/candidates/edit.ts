import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import type { OperationBody, OperationResponse } from '#lib/contract/operations.ts';
import type { Context } from '#lib/platform/context.ts';
import { type Db, inTransaction } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { claimCandidate, subjectOf, whyTaken } from './claim.ts';
import { getCandidate } from './queries/detail.ts';
import { problemsOfDraft } from './suite-problems.ts';

/**
 * Stores an edit of a draft, finished or not. The caller has checked the permission `candidate.decide`.
 *
 * @throws TidemarkError `not_found`; `conflict` naming whoever edited or decided it since.
 */
export async function saveCandidateDraft(
  ctx: Context,
  candidateId: number,
  { draft, revision }: OperationBody<'saveCandidateDraft'>,
): Promise<CandidateDetail> {
  await inTransaction(ctx.db, async (tx) => {
    const { count } = await tx.candidate.updateMany({
      where: { id: candidateId, state: 'pending', revision },
      data: { draft, revision: { increment: 1 }, editedBy: personOf(ctx.actor), editedAt: ctx.now() },
    });
    if (count === 0) throw await whyTaken(tx, candidateId);
    const summary = `Edited the draft of candidate ${candidateId}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'candidate.edit', ...subjectOf(candidateId), summary });
  });
  return getCandidate(ctx.db, candidateId);
}

/**
 * What is wrong with a draft, beside the suite as it was read last; nothing is stored.
 *
 * @throws TidemarkError `not_found`.
 */
export async function checkCandidateDraft(
  db: Db,
  candidateId: number,
  { draft, taskId }: OperationBody<'checkCandidateDraft'>,
): Promise<OperationResponse<'checkCandidateDraft'>> {
  const row = await db.candidate.findUnique({
    where: { id: candidateId },
    select: { source: { select: { repositoryId: true } } },
  });
  const { repositoryId } = found(row, `candidate ${candidateId}`).source;
  return { problems: await problemsOfDraft(db, { repositoryId, text: draft, edits: taskId }) };
}

/**
 * Leaves the golden suite as it is. The caller has checked the permission `candidate.decide`.
 *
 * @throws TidemarkError `not_found`; `conflict` naming whoever edited or decided it since.
 */
export async function rejectCandidate(
  ctx: Context,
  candidateId: number,
  { reason, revision }: OperationBody<'rejectCandidate'>,
): Promise<CandidateDetail> {
  await inTransaction(ctx.db, async (tx) => {
    const decision = { state: 'rejected', decisionReason: reason } as const;
    await claimCandidate(tx, ctx, { id: candidateId, revision }, decision);
    const summary = `Rejected candidate ${candidateId}: ${reason}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'candidate.reject', ...subjectOf(candidateId), summary });
  });
  return getCandidate(ctx.db, candidateId);
}
