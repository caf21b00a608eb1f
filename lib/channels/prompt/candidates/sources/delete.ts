import { recordAudit } from '#lib/audit/record.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { lockSource } from '../scan/start.ts';

/**
 * Removes a source with its key and its scans, which found nothing.
 *
 * @throws TidemarkError `not_found`, or `conflict` when candidates came from it or a scan is under way.
 */
export async function deleteSource(ctx: Context, sourceId: number): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const { name, active } = await lockSource(tx, sourceId);
    if (active !== null) {
      throw new TidemarkError('conflict', `Scan ${active} of ${name} is under way. Cancel it first.`);
    }
    const candidates = await tx.candidate.count({ where: { sourceId } });
    if (candidates > 0) {
      throw new TidemarkError(
        'conflict',
        `${candidates} candidates came from ${name}, and say where. Switch it off instead.`,
      );
    }
    await tx.candidateScan.deleteMany({ where: { sourceId } });
    await tx.langfuseSource.delete({ where: { id: sourceId }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'langfuse.delete',
      subjectType: 'langfuse source',
      subjectId: sourceId,
      summary: `Removed Langfuse source ${name}`,
    });
  });
}
