import { recordAudit } from '#lib/audit/record.ts';
import type { TierBody, TierView } from '#lib/contract/drift/objects.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { rejudgeAll } from '../rejudge-all.ts';

/**
 * Gives namespaces or policies a tier. What drifts in them now is judged anew at once.
 *
 * @throws TidemarkError `conflict` when there is a tier of that name already.
 */
export async function createTier(ctx: Context, body: TierBody): Promise<TierView> {
  const write = inTransaction(ctx.db, async (tx) => {
    const tier = await tx.tier.create({ data: body });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'tier.create',
      subjectType: 'tier',
      subjectId: tier.id,
      summary: `Gave ${body.subject} ${body.name} tier ${body.tier}`,
    });
    await rejudgeAll(tx, ctx.now(), { clusterId: null });
    return tier;
  });
  return write.catch((error: unknown) => {
    throw explainNameTaken(error, `a tier of the ${body.subject}`, body.name);
  });
}
