import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateScanBody, CandidateScanView } from '#lib/contract/langfuse.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { getScanView } from './view.ts';
import { lastDays, type ScanWindow } from './window.ts';

/** Scans that are under way. */
export const ACTIVE_SCAN_STATUSES = ['queued', 'running'] as const;

/**
 * Starts a scan by hand.
 *
 * @throws TidemarkError `not_found`; `conflict` while another scan of the source is under way, or it is switched off.
 */
export async function startScan(ctx: Context, { sourceId, days }: CandidateScanBody): Promise<CandidateScanView> {
  const scanId = await inTransaction(ctx.db, async (tx) => {
    const { name, enabled, active } = await lockSource(tx, sourceId);
    if (!enabled) throw new TidemarkError('conflict', `${name} is switched off. Switch it on in Settings, Langfuse.`);
    if (active !== null) {
      throw new TidemarkError('conflict', `Scan ${active} of ${name} is under way. Wait for it or cancel it.`);
    }
    const id = await addScan(tx, ctx, { sourceId, trigger: 'manual', ...lastDays(ctx.now(), days) });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'scan.start',
      subjectType: 'scan',
      subjectId: id,
      summary: `Searched ${name} for candidates of the last ${days} days`,
    });
    return id;
  });
  return getScanView(ctx.db, scanId);
}

/** Holds a source until the transaction ends, so that two scans of it cannot start at once. */
export async function lockSource(tx: Prisma.TransactionClient, sourceId: number) {
  await tx.$queryRaw`SELECT id FROM langfuse_source WHERE id = ${sourceId}::int FOR UPDATE`;
  const row = await tx.langfuseSource.findUnique({
    where: { id: sourceId },
    include: {
      scans: { where: { status: { in: [...ACTIVE_SCAN_STATUSES] } }, select: { id: true }, take: 1 },
    },
  });
  const { scans, ...source } = found(row, `Langfuse source ${sourceId}`);
  return { ...source, active: scans[0]?.id ?? null };
}

/** Adds a scan with its job. */
export async function addScan(
  tx: Prisma.TransactionClient,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
  scan: ScanWindow & { sourceId: number; trigger: 'schedule' | 'manual' },
): Promise<number> {
  const { id } = await tx.candidateScan.create({
    data: { ...scan, createdAt: now(), requestedBy: personOf(actor) },
    select: { id: true },
  });
  await enqueue(tx, 'candidates.scan', { scanId: id, attempt: 1 }, { key: jobKeys.scan(id) });
  return id;
}
