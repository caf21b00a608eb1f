import { createGatewayClient, type GatewayClient } from '#lib/gateway/client.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import { gatewayCredentials } from '#lib/gateways/credentials.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { SamplingDeps } from '#lib/runs/take-sample.ts';

/**
 * Calls gateways, keeping one client (and its connections) per gateway until its address or key changes. A gateway
 * whose settings allow no call leaves the sample unmeasured: trying again would not mend them.
 */
export function gatewayCaller(): SamplingDeps['ask'] {
  const clients = new Map<number, { settings: string; client: GatewayClient }>();
  return async (gateway, request, options) => {
    const settings = sha256(JSON.stringify(gateway));
    let known = clients.get(gateway.id);
    if (known?.settings !== settings) {
      try {
        known = { settings, client: createGatewayClient(gatewayCredentials(gateway)) };
      } catch (error) {
        return unusable(error);
      }
      clients.set(gateway.id, known);
    }
    return known.client.ask(request, options);
  };
}

/** What a sample becomes when no client can be made: the address does not fit, or the key cannot be opened. */
function unusable(error: unknown): SampleResult {
  if (!(error instanceof TidemarkError)) throw error;
  const reason = error.code === 'invalid_input' ? 'wrong_address' : 'unreadable_key';
  return { kind: 'unmeasured', reason, detail: error.message };
}
