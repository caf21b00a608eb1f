import type { CandidateState, PublicationState } from '#lib/contract/candidates.ts';
import { PUBLICATION_STATE_LABEL } from '#lib/policy/candidate-labels.ts';

interface Decided {
  state: CandidateState;
  publication: { state: PublicationState } | null;
}

/** Why a candidate cannot be taken back into the queue; null where it can. */
export function whyNotReopened({ state, publication }: Decided): string | null {
  if (state === 'pending') return 'it is in the queue';
  if (state === 'rejected' || publication?.state === 'closed') return null;
  const where = publication === null ? 'on its way' : PUBLICATION_STATE_LABEL[publication.state].label.toLowerCase();
  return `its way into the suite goes on (${where})`;
}
