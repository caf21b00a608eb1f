import type { CandidateDetail } from '#lib/contract/candidates.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { lookAt } from './follow.ts';
import { decideLook } from './follow-decision.ts';
import { loadPublication } from './publication-row.ts';
import type { PublishDeps } from './publish.ts';
import { getCandidate } from './queries/detail.ts';

/** Milliseconds that a person waits for git or the forge. */
const PATIENCE_MS = 20_000;

/**
 * Sees at once what has become of a candidate's branch or pull request, instead of in the next round. What is in the way
 * is noted with the publication. The caller has checked the permission `candidate.decide`.
 *
 * @throws TidemarkError `not_found`; `conflict` where there is nothing to see; `rate_limited` where it was looked at just
 *   now, by whomever; `unavailable` where it takes too long.
 */
export async function lookAtPublication(
  ctx: Context,
  candidateId: number,
  openForge?: PublishDeps['openForge'],
): Promise<CandidateDetail> {
  const row = found(await loadPublication(ctx.db, candidateId), `approved candidate ${candidateId}`);
  const decision = decideLook(row, ctx.now());
  if (!decision.look) {
    const { reason, retryAfterSeconds } = decision;
    const told = `The pull request of candidate ${candidateId} was not looked at: ${reason}.`;
    if (retryAfterSeconds === undefined) throw new TidemarkError('conflict', told);
    throw new TidemarkError('rate_limited', told, { retryAfterSeconds });
  }
  const signal = AbortSignal.timeout(PATIENCE_MS);
  await lookAt({ ctx, openForge }, row, signal).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
    throw new TidemarkError('unavailable', 'Git did not answer in time. It is looked at again by itself.', { cause });
  });
  return getCandidate(ctx.db, candidateId);
}
