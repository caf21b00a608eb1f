import { recordAudit } from '#lib/audit/record.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

/**
 * Takes a tier away. Drift that goes on stays as urgent as it was; what begins from now on is judged without it.
 *
 * @throws TidemarkError `not_found`.
 */
export async function deleteTier(ctx: Context, tierId: number): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const { subject, name, tier } = found(await tx.tier.findUnique({ where: { id: tierId } }), `tier ${tierId}`);
    const { count } = await tx.tier.deleteMany({ where: { id: tierId } });
    found(count === 0 ? null : count, `tier ${tierId}`);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'tier.delete',
      subjectType: 'tier',
      subjectId: tierId,
      summary: `Took tier ${tier} away from ${subject} ${name}`,
    });
  });
}
