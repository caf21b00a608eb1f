import type { AuditChanges } from '#lib/audit/record.ts';
import type { LangfuseSourcePatch } from '#lib/contract/langfuse.ts';

/** What is known of a source when it is changed. */
export interface SourceFacts extends Required<Omit<LangfuseSourcePatch, 'secretKey'>> {
  /** A scan that is searching it right now, if any. */
  activeScanId: number | null;
}

export type SourceChange =
  | { allowed: true; changes: AuditChanges }
  | { allowed: false; code: 'conflict' | 'invalid_input'; field: string; reason: string };

const FIELDS = [
  ...(['name', 'baseUrl', 'publicKey', 'evaluator', 'scoreAtMost', 'agent', 'repositoryId', 'enabled'] as const),
];

/** What a scan stands on: its positions mean nothing once one of these is another. */
const SEARCHED = ['baseUrl', 'publicKey', 'evaluator', 'scoreAtMost'] as const;

/**
 * What a patch changes, and whether it may. Two things are refused: turning a running scan to something else half-way,
 * and sending a stored secret key to a host it was not entered for, which would hand it to whoever runs that host.
 *
 * @param patch with a normalised `baseUrl`
 */
export function planSourceChange(current: SourceFacts, patch: LangfuseSourcePatch): SourceChange {
  const changes: AuditChanges = {};
  for (const field of FIELDS) {
    const to = patch[field];
    if (to !== undefined && to !== current[field]) changes[field] = { from: current[field], to };
  }
  if (patch.secretKey !== undefined) changes.secretKey = { from: 'stored', to: 'replaced' };
  const turned = SEARCHED.find((field) => changes[field] !== undefined);
  if (turned !== undefined && current.activeScanId !== null) {
    return {
      allowed: false,
      code: 'conflict',
      field: turned,
      reason: `Scan ${current.activeScanId} is searching this source right now. Wait for it or cancel it.`,
    };
  }
  const newOrigin = patch.baseUrl !== undefined && new URL(patch.baseUrl).origin !== new URL(current.baseUrl).origin;
  if ((newOrigin || changes.publicKey !== undefined) && patch.secretKey === undefined) {
    return {
      allowed: false,
      code: 'invalid_input',
      field: 'secretKey',
      reason: `The stored secret key was entered for ${current.publicKey} at ${new URL(current.baseUrl).origin}. Enter the one that belongs to the new keys or address.`,
    };
  }
  return { allowed: true, changes };
}
