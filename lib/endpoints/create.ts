import { recordAudit } from '#lib/audit/record.ts';
import type { EndpointBody, EndpointView } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { refuseUncheckableBudget } from './checkable-budget.ts';
import { refuseUnknownParts } from './known-parts.ts';
import { getEndpointView } from './queries/view.ts';
import { refuseHalfJudge } from './whole-judge.ts';

/**
 * Puts a model under watch. It is checked from the next night on and calibrates until a baseline is captured.
 *
 * @throws TidemarkError `invalid_input` for an unknown gateway or suite, half a judge or a budget without prices, `conflict` when the name is taken.
 */
export async function createEndpoint(ctx: Context, body: EndpointBody): Promise<EndpointView> {
  const write = inTransaction(ctx.db, async (tx) => {
    refuseUncheckableBudget(body);
    refuseHalfJudge(body);
    await refuseUnknownParts(tx, body);
    const { id } = await tx.endpoint.create({ data: { ...body, createdAt: ctx.now() }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'endpoint.create',
      subjectType: 'endpoint',
      subjectId: id,
      summary: `Put ${body.name} (${body.model}) under watch`,
    });
    return id;
  });
  const endpointId = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'an endpoint', body.name);
  });
  return getEndpointView(ctx, endpointId);
}
