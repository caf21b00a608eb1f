import type { AuditChanges } from '#lib/audit/record.ts';
import type { EndpointPatch } from '#lib/contract/endpoints.ts';
import type { CallPlan } from '#lib/contract/runs.ts';

/** The values a person can set on an endpoint. */
export type EndpointSettings = Required<Omit<EndpointPatch, 'plan'>> & { plan: CallPlan };

/** Settings that decide what is asked of whom: answers from before such a change say nothing about those after it. */
const COMPARABILITY = {
  model: 'model',
  gatewayId: 'gateway',
  suiteId: 'suite',
  temperature: 'temperature',
  seed: 'seed',
} as const satisfies Partial<Record<keyof EndpointSettings, string>>;

export interface EndpointChange {
  /** What to write; only what differs. */
  values: EndpointPatch;
  /** The same for the audit log; empty when nothing differs. */
  changes: AuditChanges;
  /** Names of the changed settings that end the baseline; empty when it stays comparable. */
  incomparable: string[];
}

/** What a patch changes, and whether the baseline survives it. */
export function planEndpointChange(current: EndpointSettings, patch: EndpointPatch): EndpointChange {
  const differing = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && value !== current[field as keyof EndpointSettings],
  );
  const changes: AuditChanges = {};
  for (const [field, to] of differing) changes[field] = { from: current[field as keyof EndpointSettings], to };
  return {
    values: Object.fromEntries(differing),
    changes,
    incomparable: Object.entries(COMPARABILITY).flatMap(([field, name]) => (field in changes ? [name] : [])),
  };
}
