import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import type { Fetch } from '#lib/gateway/capped-fetch.ts';
import { testConnection } from '#lib/gateway/test-connection.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { connectionView } from './connection-view.ts';
import { gatewayCredentials } from './credentials.ts';

/**
 * Tries `model` on a stored gateway, at the cost of one call of one token.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the stored key cannot be opened.
 */
export async function testGateway(db: Db, gatewayId: number, model: string, fetch?: Fetch): Promise<ConnectionTest> {
  const gateway = found(await db.gateway.findUnique({ where: { id: gatewayId } }), `gateway ${gatewayId}`);
  return connectionView(await testConnection({ ...gatewayCredentials(gateway), model, fetch }));
}
