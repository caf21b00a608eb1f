import { recordAudit } from '#lib/audit/record.ts';
import type { GatewayBody, GatewayView } from '#lib/contract/endpoints.ts';
import { normaliseBaseUrl } from '#lib/gateway/base-url.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { sealGatewayKey } from './credentials.ts';
import { getGatewayView } from './view.ts';

/**
 * Adds a gateway; its key is sealed for its id before it is stored.
 *
 * @throws TidemarkError `conflict` when the name is taken, `misconfigured` when a key is given but cannot be sealed.
 */
export async function createGateway(ctx: Context, { apiKey, ...body }: GatewayBody): Promise<GatewayView> {
  const baseUrl = normaliseBaseUrl(body.baseUrl);
  const write = inTransaction(ctx.db, async (tx) => {
    const { id } = await tx.gateway.create({
      data: { ...body, baseUrl, createdAt: ctx.now() },
      select: { id: true },
    });
    if (apiKey != null) {
      await tx.gateway.update({
        where: { id },
        data: { encryptedKey: sealGatewayKey(id, apiKey) },
        select: { id: true },
      });
    }
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'gateway.create',
      subjectType: 'gateway',
      subjectId: id,
      summary: `Added gateway ${body.name} at ${baseUrl}, ${apiKey == null ? 'without a key' : 'with a key'}`,
    });
    return id;
  });
  const gatewayId = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a gateway', body.name);
  });
  return getGatewayView(ctx.db, gatewayId);
}
