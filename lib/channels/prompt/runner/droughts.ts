import type { GatewayClient } from '#lib/gateway/client.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';

/** How long gateways have answered with nothing but rate limits. */
export interface Droughts {
  note: (client: GatewayClient, result: SampleResult) => void;
  /** Milliseconds since the first rate limit after anything else; 0 where there is none. */
  lengthMs: (client: GatewayClient) => number;
}

/** @param now milliseconds from a clock that never goes back */
export function createDroughts(now: () => number): Droughts {
  const since = new Map<GatewayClient, number>();
  return {
    note: (client, result) => {
      if (result.kind !== 'retry' || result.reason !== 'rate_limited') since.delete(client);
      else if (!since.has(client)) since.set(client, now());
    },
    lengthMs: (client) => {
      const begun = since.get(client);
      return begun === undefined ? 0 : now() - begun;
    },
  };
}
