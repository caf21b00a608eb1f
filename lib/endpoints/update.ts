import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { EndpointPatch, EndpointView } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';
import { type EndpointChange, planEndpointChange } from './change.ts';
import { refuseUncheckableBudget } from './checkable-budget.ts';
import { endBaselines } from './end-baselines.ts';
import { refuseUnknownParts } from './known-parts.ts';
import { getEndpointView } from './queries/view.ts';
import { refuseHalfJudge } from './whole-judge.ts';

/**
 * Changes, pauses or resumes an endpoint. A change of what is asked of whom (model, gateway, suite, temperature, seed)
 * retires its baseline: answers from before say nothing about those after. Another judge ends it at the next check
 * (lib/baselines/fit.ts). A patch that changes nothing writes nothing.
 *
 * @throws TidemarkError `not_found`; `invalid_input` for an unknown gateway or suite, half a judge or a budget without prices; `conflict` when the name is taken,
 *   or when such a change comes while a run is going.
 */
export async function updateEndpoint(ctx: Context, endpointId: number, patch: EndpointPatch): Promise<EndpointView> {
  const write = inTransaction(ctx.db, async (tx) => {
    // The lock also holds back new runs, which reference the row.
    await tx.$queryRaw`SELECT id FROM endpoint WHERE id = ${endpointId}::int FOR UPDATE`;
    const row = await tx.endpoint.findUnique({ where: { id: endpointId }, omit: { id: true, createdAt: true } });
    const endpoint = found(row, `endpoint ${endpointId}`);
    const change = planEndpointChange(endpoint, patch);
    if (Object.keys(change.changes).length === 0) return;
    refuseUncheckableBudget({ ...endpoint, ...change.values });
    refuseHalfJudge({ ...endpoint, ...change.values });
    await refuseUnknownParts(tx, change.values);
    if (change.incomparable.length > 0) await endComparability(tx, ctx, endpointId, change);
    await tx.endpoint.update({ where: { id: endpointId }, data: change.values, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      subjectType: 'endpoint',
      subjectId: endpointId,
      changes: change.changes,
      ...auditTextOf(endpoint.name, change),
    });
  });
  await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'an endpoint', patch.name);
  });
  return getEndpointView(ctx, endpointId);
}

async function endComparability(
  tx: Prisma.TransactionClient,
  ctx: Context,
  endpointId: number,
  { incomparable }: EndpointChange,
): Promise<void> {
  const run = await tx.run.findFirst({
    where: { endpointId, status: { in: [...ACTIVE_RUN_STATUSES] } },
    select: { id: true },
  });
  if (run !== null) {
    throw new TidemarkError(
      'conflict',
      `Run ${run.id} is asking this endpoint right now, so its ${incomparable.join(', ')} cannot change. Wait for the run or cancel it.`,
    );
  }
  await endBaselines(tx, endpointId, ctx.now(), `The endpoint's ${incomparable.join(', ')} changed.`);
}

function auditTextOf(name: string, { changes, incomparable }: EndpointChange): { action: string; summary: string } {
  const fields = Object.keys(changes);
  if (fields.length === 1 && changes.status !== undefined) {
    return changes.status.to === 'paused'
      ? { action: 'endpoint.pause', summary: `Paused ${name}` }
      : { action: 'endpoint.resume', summary: `Resumed ${name}` };
  }
  const consequence = incomparable.length > 0 ? '; its baseline is no longer comparable and was retired' : '';
  return { action: 'endpoint.update', summary: `Changed ${fieldLabels(changes)} of ${name}${consequence}` };
}
