import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import type { Fetch } from '#lib/gateway/capped-fetch.ts';
import { testGateway } from '#lib/gateways/test-gateway.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

/**
 * Tries the connection of an endpoint, at the cost of one call of one token.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the stored key cannot be opened.
 */
export async function testEndpoint(db: Db, endpointId: number, fetch?: Fetch): Promise<ConnectionTest> {
  const endpoint = await db.endpoint.findUnique({
    where: { id: endpointId },
    select: { gatewayId: true, model: true },
  });
  const { gatewayId, model } = found(endpoint, `endpoint ${endpointId}`);
  return testGateway(db, gatewayId, model, fetch);
}
