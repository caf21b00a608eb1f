import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import type { OperationBody } from '#lib/contract/operations.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { subjectOf } from './claim.ts';
import { getCandidate } from './queries/detail.ts';
import { whyNotReopened } from './reopenable.ts';

/**
 * Takes a rejected candidate, or one whose pull request was closed, back into the queue. Its next approval goes to a
 * branch of its own, so that nothing is written over what was closed. The caller has checked the permission
 * `candidate.decide`.
 *
 * @throws TidemarkError `not_found`; `conflict` where it waits already or is on its way into the suite.
 */
export async function reopenCandidate(
  ctx: Context,
  candidateId: number,
  { reason, revision }: OperationBody<'reopenCandidate'>,
): Promise<CandidateDetail> {
  await inTransaction(ctx.db, async (tx) => {
    await tx.$queryRaw`SELECT id FROM candidate WHERE id = ${candidateId}::int FOR UPDATE`;
    const row = await tx.candidate.findUnique({ where: { id: candidateId }, include: { publication: true } });
    const candidate = found(row, `candidate ${candidateId}`);
    const { publication } = candidate;
    const refusal = whyNotReopened(candidate);
    const isSeen = candidate.revision === revision;
    // Deleted by its state, since the forge may be asked about it at this very moment.
    const { count } = await tx.publication.deleteMany({ where: { candidateId, state: 'closed' } });
    if (refusal !== null || !isSeen || count !== (publication === null ? 0 : 1)) {
      const why = refusal ?? 'it has changed since. Load it again';
      throw new TidemarkError('conflict', `Candidate ${candidateId} was not taken back: ${why}.`);
    }
    await tx.candidate.update({
      where: { id: candidateId },
      data: {
        state: 'pending',
        decidedBy: null,
        decidedAt: null,
        decisionReason: '',
        mergedInto: null,
        revision: { increment: 1 },
        reopened: { increment: count },
      },
      select: { id: true },
    });
    const was =
      publication === null ? 'was rejected' : `had ${publication.pullRequestUrl ?? publication.branch} closed`;
    const because = reason === '' ? '' : `: ${reason}`;
    const summary = `Took candidate ${candidateId}, which ${was}, back into the queue${because}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'candidate.reopen', ...subjectOf(candidateId), summary });
  });
  return getCandidate(ctx.db, candidateId);
}
