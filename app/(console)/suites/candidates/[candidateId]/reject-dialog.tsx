'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { DecisionDialog } from '#components/form/decision-dialog.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';

/** Asks why the trace does not belong in the suite. */
export function RejectDialog({ candidate, onClose }: { candidate: CandidateDetail; onClose: () => void }) {
  const reject = useApiAction('rejectCandidate', { done: 'Rejected', onDone: onClose, onFailed: () => {} });
  const { id: candidateId, revision } = candidate;
  return (
    <DecisionDialog
      title="Reject this candidate?"
      effect="The golden suite stays as it is. The trace is not proposed again."
      keptWith="the candidate"
      label="Reject"
      pending={reject.isPending}
      problem={reject.problem}
      onDecide={(reason) => reject.run({ params: { candidateId }, body: { reason, revision } })}
      onClose={onClose}
    />
  );
}
