import type { GatewayClient } from '#lib/gateway/client.ts';
import { isHopeless, type SampleResult } from '#lib/gateway/outcome.ts';

type Unmeasured = Extract<SampleResult, { kind: 'unmeasured' }>;

/** Faults that every other call to the same model of the same gateway would meet. */
export interface Hopeless {
  of: (client: GatewayClient, model: string) => Unmeasured | undefined;
  note: (client: GatewayClient, model: string, result: Unmeasured) => void;
}

export function createHopeless(): Hopeless {
  const faults = new Map<GatewayClient, Map<string, Unmeasured>>();
  return {
    of: (client, model) => faults.get(client)?.get(model),
    note: (client, model, result) => {
      if (!isHopeless(result.reason)) return;
      const ofClient = faults.get(client) ?? new Map<string, Unmeasured>();
      faults.set(client, ofClient.set(model, result));
    },
  };
}
