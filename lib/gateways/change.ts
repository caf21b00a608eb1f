import type { AuditChanges } from '#lib/audit/record.ts';
import type { GatewayBody } from '#lib/contract/endpoints.ts';

/** What is known of a gateway when it is changed. */
export interface GatewayFacts {
  name: string;
  kind: GatewayBody['kind'];
  baseUrl: string;
  hasKey: boolean;
  /** A run that is asking it right now, if any. */
  activeRunId: number | null;
}

export type GatewayChange =
  | { allowed: true; changes: AuditChanges }
  | { allowed: false; code: 'conflict' | 'invalid_input'; field: string; reason: string };

/**
 * What a patch changes, and whether it may. Two things are refused: leading a running run to another place half-way,
 * and sending a stored key to a host it was not entered for, which would hand it to whoever runs that host.
 *
 * @param patch with a normalised `baseUrl`; `apiKey` left out keeps the stored key, null removes it.
 */
export function planGatewayChange(current: GatewayFacts, patch: Partial<GatewayBody>): GatewayChange {
  const changes: AuditChanges = {};
  for (const field of ['name', 'kind', 'baseUrl'] as const) {
    const to = patch[field];
    if (to !== undefined && to !== current[field]) changes[field] = { from: current[field], to };
  }
  if (patch.apiKey !== undefined && (patch.apiKey !== null || current.hasKey)) {
    changes.apiKey = current.hasKey
      ? { from: 'stored', to: patch.apiKey === null ? 'none' : 'replaced' }
      : { from: 'none', to: 'stored' };
  }
  const moved = changes.kind ?? changes.baseUrl;
  if (moved !== undefined && current.activeRunId !== null) {
    return {
      allowed: false,
      code: 'conflict',
      field: changes.baseUrl === undefined ? 'kind' : 'baseUrl',
      reason: `Run ${current.activeRunId} is asking this gateway right now, so its address and kind cannot change. Wait for the run or cancel it.`,
    };
  }
  const newOrigin = patch.baseUrl !== undefined && new URL(patch.baseUrl).origin !== new URL(current.baseUrl).origin;
  if (newOrigin && current.hasKey && patch.apiKey === undefined) {
    return {
      allowed: false,
      code: 'invalid_input',
      field: 'apiKey',
      reason: `The stored key was entered for ${new URL(current.baseUrl).origin}. Enter the key for the new address, or remove it.`,
    };
  }
  return { allowed: true, changes };
}
