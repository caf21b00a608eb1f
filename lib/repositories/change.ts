import type { AuditChanges } from '#lib/audit/record.ts';
import type { RepositoryBody, RepositoryPatch } from '#lib/contract/repositories.ts';
import { sameServer } from '#lib/git/url.ts';

/** What is known of a repository when it is changed. */
export interface RepositoryFacts extends Required<Omit<RepositoryBody, 'token'>> {
  hasToken: boolean;
}

export type RepositoryChange =
  | { allowed: true; changes: AuditChanges }
  | { allowed: false; field: keyof RepositoryBody; reason: string };

const FIELDS = [
  'name',
  'url',
  'branch',
  'projectPath',
  'forge',
  'forgeUrl',
  'forgeProject',
  'gatewayId',
  'nightly',
  'runBudgetUsd',
] as const;

/**
 * What a patch changes, and whether it may: a stored token is never sent to a server it was not entered for.
 *
 * @param patch with a parsed `url`; `token` left out keeps the stored one, null removes it.
 */
export function planRepositoryChange(current: RepositoryFacts, patch: RepositoryPatch): RepositoryChange {
  const changes: AuditChanges = {};
  for (const field of FIELDS) {
    const to = patch[field];
    if (to !== undefined && to !== current[field]) changes[field] = { from: current[field], to };
  }
  if (patch.token !== undefined && (patch.token !== null || current.hasToken)) {
    changes.token = current.hasToken
      ? { from: 'stored', to: patch.token === null ? 'none' : 'replaced' }
      : { from: 'none', to: 'stored' };
  }
  const next = { ...current, ...patch };
  const fault = forgeFault(next);
  if (fault !== null) return { allowed: false, ...fault };
  if (current.hasToken && patch.token === undefined && movesToken(current, next)) {
    const reason = 'The stored token was entered for another server. Enter the token for the new one, or remove it.';
    return { allowed: false, field: 'token', reason };
  }
  return { allowed: true, changes };
}

/** What is missing for a forge to be spoken to; null where nothing is. */
export function forgeFault({
  forge,
  forgeUrl,
  forgeProject,
}: Pick<RepositoryFacts, 'forge' | 'forgeUrl' | 'forgeProject'>): {
  field: keyof RepositoryBody;
  reason: string;
} | null {
  if (forge === 'none') return null;
  if (forgeProject === null) return { field: 'forgeProject', reason: 'A forge needs its project, such as owner/name.' };
  if (forge === 'gitea' && forgeUrl === null) {
    return { field: 'forgeUrl', reason: 'Gitea and Forgejo have no public server: enter the address of yours.' };
  }
  return null;
}

function movesToken(current: RepositoryFacts, next: Pick<RepositoryFacts, 'url' | 'forge' | 'forgeUrl'>): boolean {
  const isNewForge = next.forge !== 'none' && (next.forge !== current.forge || next.forgeUrl !== current.forgeUrl);
  return !sameServer(current.url, next.url) || isNewForge;
}
