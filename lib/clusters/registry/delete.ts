import { recordAudit } from '#lib/audit/record.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { ACTIVE_SCAN } from '../scans/start.ts';

/**
 * Removes a cluster with its credentials and its comparisons, which found nothing.
 *
 * @throws TidemarkError `not_found`; `conflict` while it is being compared, or when drift, incidents or ignore rules are
 *   on record that belong to it.
 */
export async function deleteCluster(ctx: Context, id: number): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await tx.$queryRaw`SELECT id FROM cluster WHERE id = ${id}::int FOR UPDATE`;
    const row = await tx.cluster.findUnique({
      where: { id },
      select: {
        name: true,
        _count: {
          select: {
            objects: true,
            incidents: true,
            ignoreRules: true,
            scans: { where: { status: { in: [...ACTIVE_SCAN] } } },
          },
        },
      },
    });
    const { name, _count: uses } = found(row, `cluster ${id}`);
    if (uses.scans > 0)
      throw new TidemarkError('conflict', `${name} is being compared. Cancel that first, or wait for it.`);
    if (uses.objects + uses.incidents + uses.ignoreRules > 0) {
      const record = `${formatCount(uses.objects, 'object')} that drifted, ${formatCount(uses.incidents, 'incident')} and ${formatCount(uses.ignoreRules, 'ignore rule')}`;
      throw new TidemarkError(
        'conflict',
        `${name} has ${record} on record, which would be lost. Switch it off instead.`,
      );
    }
    await tx.clusterScan.deleteMany({ where: { clusterId: id } });
    await tx.cluster.delete({ where: { id }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'cluster.delete',
      subjectType: 'cluster',
      subjectId: id,
      summary: `Removed cluster ${name}`,
    });
  });
}
