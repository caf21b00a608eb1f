import { createGatewayClient, type GatewayClient } from '#lib/gateway/client.ts';
import { gatewayCredentials } from '#lib/gateways/credentials.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import type { SamplingDeps } from '#lib/runs/take-sample.ts';

/** Calls gateways, keeping one client (and its connections) per gateway until its address or key changes. */
export function gatewayCaller(): SamplingDeps['ask'] {
  const clients = new Map<number, { settings: string; client: GatewayClient }>();
  return (gateway, request, options) => {
    const settings = sha256(JSON.stringify(gateway));
    let known = clients.get(gateway.id);
    if (known?.settings !== settings) {
      known = { settings, client: createGatewayClient(gatewayCredentials(gateway)) };
      clients.set(gateway.id, known);
    }
    return known.client.ask(request, options);
  };
}
