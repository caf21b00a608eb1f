import type { ProposalContent } from '../screening/content.ts';

interface Version {
  id: number;
  number: number;
  retiredAt: Date | null;
}

/**
 * Why a proposal cannot be accepted any more: the version it was made against is no longer in force. Null while it is.
 *
 * @param versions of the suite, newest first
 */
export function whyOutdated({ baseVersionId }: Pick<ProposalContent, 'baseVersionId'>, versions: readonly Version[]) {
  const inForce = versions.find(({ retiredAt }) => retiredAt === null);
  if (inForce?.id === baseVersionId) return null;
  const base = versions.find(({ id }) => id === baseVersionId);
  return `It was made against version ${base?.number ?? '?'}, but version ${inForce?.number ?? 'none'} is in force now. Reject it and screen again.`;
}
