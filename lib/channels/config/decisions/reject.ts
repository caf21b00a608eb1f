import { recordAudit } from '#lib/audit/record.ts';
import type { FlagDecisionView, FlagRejectBody } from '#lib/contract/drift/flags.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { claimFlag, commentDecision } from './claim.ts';
import { loadFlag } from './read-sync.ts';
import { getDecision } from './view.ts';

/**
 * Refuses the live side of a flag: git stays as it is, and the flag goes on being shown until flagd follows. The caller
 * has checked the permission `flag.decide`.
 *
 * @throws TidemarkError as `claimFlag`; `conflict` where the live side is not the one that the person saw.
 */
export async function rejectFlag(
  ctx: Context,
  objectId: number,
  { liveHash, reason, seenDecisionId }: FlagRejectBody,
): Promise<FlagDecisionView> {
  const { flagSource } = await loadFlag(ctx.db, objectId);
  const id = await inTransaction(ctx.db, async (tx) => {
    const claim = await claimFlag(tx, ctx, { kind: 'reject', objectId, liveHash, seenId: seenDecisionId });
    if (claim.liveHash !== liveHash) {
      const told = `${flagSource.name} serves the ${claim.flag} otherwise by now. Look at it again, then decide.`;
      throw new TidemarkError('conflict', told);
    }
    const { id: decisionId } = await tx.flagDecision.create({
      data: { objectId, kind: 'reject', reason, liveHash, decidedBy: claim.personId, decidedAt: ctx.now() },
      select: { id: true },
    });
    const summary = `Rejected ${claim.flag} as ${flagSource.name} serves it; git stays: ${reason}`;
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'flag.reject',
      subjectType: 'flag',
      subjectId: objectId,
      summary,
    });
    await commentDecision(tx, ctx, claim, summary);
    return decisionId;
  });
  return getDecision(ctx.db, id);
}
