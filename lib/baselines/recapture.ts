import { recordAudit } from '#lib/audit/record.ts';
import { lockEndpoint } from '#lib/endpoints/lock.ts';
import type { Context } from '#lib/platform/context.ts';
import { type Db, inTransaction } from '#lib/platform/db.ts';
import { startRunIn } from '#lib/runs/start-run.ts';
import { whyUnfit } from './fit.ts';
import { currentLens } from './lens.ts';

/** Why the ready baseline of an endpoint can no longer be compared with; null while it can, or there is none. */
export async function whyBaselineUnfit(db: Db, endpointId: number): Promise<string | null> {
  const { judgeModel, baselines, suite } = await db.endpoint.findUniqueOrThrow({
    where: { id: endpointId },
    select: {
      judgeModel: true,
      baselines: {
        where: { state: 'ready' },
        select: { suiteVersionId: true, normaliserVersion: true, encoderId: true, judgeId: true },
      },
      suite: {
        select: {
          versions: { where: { retiredAt: null }, orderBy: { number: 'desc' }, take: 1, select: { id: true } },
        },
      },
    },
  });
  const [[baseline], [version]] = [baselines, suite.versions];
  if (baseline === undefined || version === undefined) return null;
  return whyUnfit(baseline, currentLens(version.id, { judgeModel }));
}

/** Why an endpoint without a baseline in force needs a capture: its last one ended, or it never had one. */
export async function whyCapture(db: Db, endpointId: number): Promise<string> {
  const last = await db.baseline.findFirst({
    where: { endpointId, endedReason: { not: null }, readyAt: { not: null } },
    orderBy: { id: 'desc' },
    select: { endedReason: true },
  });
  return last === null ? 'First nightly run without a baseline' : `The baseline before it ended: ${last.endedReason}`;
}

interface Recapture {
  endpointId: number;
  trigger: 'schedule';
  night: Date;
  unfit: string;
}

/**
 * Retires a baseline that no longer fits and starts the capture of a new one, which says why.
 *
 * @throws TidemarkError as `startRun`.
 */
export async function recapture(ctx: Context, { unfit, ...night }: Recapture): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const { endpointId } = night;
    await lockEndpoint(tx, endpointId);
    const reason = `The baseline before it was retired: ${unfit}`;
    await startRunIn(tx, ctx, { ...night, purpose: 'baseline', reason });
    await tx.baseline.updateMany({
      where: { endpointId, state: 'ready' },
      data: { state: 'retired', endedAt: ctx.now(), endedReason: `${unfit}.` },
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'baseline.retire',
      subjectType: 'endpoint',
      subjectId: endpointId,
      summary: `Retired the baseline: ${unfit}`,
    });
  });
}
