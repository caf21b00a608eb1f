import type { AuditChanges } from '#lib/audit/record.ts';
import type { GitSourceBody, GitSourcePatch } from '#lib/contract/drift/git-sources.ts';
import { sameServer } from '#lib/git/url.ts';

/** What is known of a git source when it is changed. */
export type GitSourceFacts = Omit<GitSourceBody, 'secret'>;

export type GitSourceChange =
  | { allowed: true; next: GitSourceFacts; changes: AuditChanges; isMoved: boolean }
  | { allowed: false; field: keyof GitSourceBody; reason: string };

const SHOWN = ['name', 'url', 'branch', 'access', 'forge', 'forgeUrl', 'forgeProject'] as const;
const LONG = ['knownHosts', 'signers'] as const;

/**
 * What a patch changes, and whether it may: a stored secret is never sent to a server it was not entered for.
 *
 * @param patch with a checked `url`
 */
export function planGitSourceChange(current: GitSourceFacts, patch: GitSourcePatch): GitSourceChange {
  const { secret, ...fields } = patch;
  const next = { ...current, ...fields };
  const changes: AuditChanges = {};
  for (const field of SHOWN) {
    if (next[field] !== current[field]) changes[field] = { from: current[field], to: next[field] };
  }
  for (const field of LONG) {
    if (JSON.stringify(next[field]) !== JSON.stringify(current[field]))
      changes[field] = { from: 'stored', to: 'changed' };
  }
  const [had, has] = [current.access !== 'none', next.access !== 'none'];
  if (secret !== undefined) changes.secret = { from: had ? 'stored' : 'none', to: had ? 'replaced' : 'stored' };
  else if (had && !has) changes.secret = { from: 'stored', to: 'none' };
  if (has && secret === undefined) {
    if (next.access !== current.access) {
      return { allowed: false, field: 'secret', reason: 'Another kind of access needs its own secret. Enter it.' };
    }
    if (movesSecret(current, next)) {
      const reason = 'The stored secret was entered for another server. Enter the one that belongs to the new address.';
      return { allowed: false, field: 'secret', reason };
    }
  }
  return { allowed: true, next, changes, isMoved: next.url !== current.url || next.branch !== current.branch };
}

function movesSecret(current: GitSourceFacts, next: GitSourceFacts): boolean {
  const isNewForge = next.forge !== 'none' && (next.forge !== current.forge || next.forgeUrl !== current.forgeUrl);
  return !sameServer(current.url, next.url) || isNewForge;
}
