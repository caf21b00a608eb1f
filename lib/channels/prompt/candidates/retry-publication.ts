import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { subjectOf } from './claim.ts';
import { getCandidate } from './queries/detail.ts';

/**
 * Has an approved candidate pushed, or its pull request opened, at once instead of at the next attempt. The caller has
 * checked the permission `candidate.decide`.
 *
 * @throws TidemarkError `not_found`; `conflict` when there is nothing left to do.
 */
export async function retryPublication(ctx: Context, candidateId: number): Promise<CandidateDetail> {
  await inTransaction(ctx.db, async (tx) => {
    const row = await tx.publication.findUnique({ where: { candidateId } });
    const { state } = found(row, `approved candidate ${candidateId}`);
    if (state !== 'pending' && state !== 'pushed') {
      throw new TidemarkError(
        'conflict',
        `The pull request of candidate ${candidateId} is ${state}: nothing is left to do.`,
      );
    }
    await enqueue(tx, 'candidates.publish', { candidateId }, { key: jobKeys.publish(candidateId) });
    const summary = `Had the publication of candidate ${candidateId} tried again`;
    await recordAudit(tx, { actor: ctx.actor, action: 'candidate.retry', ...subjectOf(candidateId), summary });
  });
  return getCandidate(ctx.db, candidateId);
}
