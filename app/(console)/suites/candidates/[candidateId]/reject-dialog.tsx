'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { DecisionDialog } from '#components/form/decision-dialog.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';

interface RejectDialogProps {
  candidate: CandidateDetail;
  onDecided: (done: string) => void;
  onClose: () => void;
}

/** Asks why the trace does not belong in the suite. */
export function RejectDialog({ candidate, onDecided, onClose }: RejectDialogProps) {
  const reject = useApiAction('rejectCandidate', { onDone: () => onDecided('Rejected'), onFailed: () => {} });
  const { id: candidateId, revision } = candidate;
  return (
    <DecisionDialog
      title="Reject this candidate?"
      effect="The golden suite stays as it is. No search proposes the trace again; it can be taken back into the queue by hand."
      keptWith="the candidate"
      label="Reject"
      pending={reject.isPending}
      problem={reject.problem}
      onDecide={(reason) => reject.run({ params: { candidateId }, body: { reason, revision } })}
      onClose={onClose}
    />
  );
}
