import { recordAudit } from '#lib/audit/record.ts';
import type { GatewayBody, GatewayView } from '#lib/contract/endpoints.ts';
import { normaliseBaseUrl } from '#lib/gateway/base-url.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';
import { planGatewayChange } from './change.ts';
import { sealGatewayKey } from './credentials.ts';
import { getGatewayView } from './view.ts';

/**
 * Changes a gateway. Baselines of its endpoints stay: a new address of the same gateway is no new model. Where another
 * gateway is meant, add one and move the endpoints to it.
 *
 * @throws TidemarkError `not_found`; `conflict` when the name is taken or a run is asking the gateway whose address or
 *   kind changes; `invalid_input` when the address moves to another host without its key being entered again.
 */
export async function updateGateway(
  ctx: Context,
  gatewayId: number,
  { baseUrl, ...rest }: Partial<GatewayBody>,
): Promise<GatewayView> {
  const patch = baseUrl === undefined ? rest : { ...rest, baseUrl: normaliseBaseUrl(baseUrl) };
  const write = inTransaction(ctx.db, async (tx) => {
    await tx.$queryRaw`SELECT id FROM gateway WHERE id = ${gatewayId}::int FOR UPDATE`;
    const gateway = found(await tx.gateway.findUnique({ where: { id: gatewayId } }), `gateway ${gatewayId}`);
    const run = await tx.run.findFirst({
      where: {
        status: { in: [...ACTIVE_RUN_STATUSES] },
        endpoint: { OR: [{ gatewayId }, { judgeGatewayId: gatewayId }] },
      },
      select: { id: true },
    });
    const facts = { ...gateway, hasKey: gateway.encryptedKey !== null, activeRunId: run?.id ?? null };
    const plan = planGatewayChange(facts, patch);
    if (!plan.allowed) {
      throw new TidemarkError(plan.code, plan.reason, { issues: [{ path: plan.field, message: plan.reason }] });
    }
    if (Object.keys(plan.changes).length === 0) return;
    const { apiKey, ...columns } = patch;
    const encryptedKey = typeof apiKey === 'string' ? sealGatewayKey(gatewayId, apiKey) : apiKey;
    await tx.gateway.update({ where: { id: gatewayId }, data: { ...columns, encryptedKey }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'gateway.update',
      subjectType: 'gateway',
      subjectId: gatewayId,
      summary: `Changed ${fieldLabels(plan.changes)} of gateway ${gateway.name}`,
      changes: plan.changes,
    });
  });
  await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a gateway', patch.name);
  });
  return getGatewayView(ctx.db, gatewayId);
}
