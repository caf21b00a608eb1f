'use client';

import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { DecisionDialog } from '#components/form/decision-dialog.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';

/** Takes what was rejected, or closed on the forge, back into the queue. */
export function ReopenCandidate({ candidate }: { candidate: CandidateDetail }) {
  const { id: candidateId, state, publication, revision } = candidate;
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const reopen = useApiAction('reopenCandidate', { done: 'Back in the queue', onDone: close, onFailed: () => {} });
  if (state !== 'rejected' && publication?.state !== 'closed') return null;
  const branch =
    publication === null ? '' : ' Once it is approved again it goes to a new branch; the closed one stays as it is.';
  return (
    <>
      <MayButton
        variant="default"
        permission="candidate.decide"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Back to the queue
      </MayButton>
      {asking && (
        <DecisionDialog
          title="Take this candidate back into the queue?"
          effect={`It waits again, with its task as it stands, and can be edited and decided anew.${branch}`}
          isReasonOptional
          label="Take it back"
          pending={reopen.isPending}
          problem={reopen.problem}
          onDecide={(reason) => reopen.run({ params: { candidateId }, body: { reason, revision } })}
          onClose={close}
        />
      )}
    </>
  );
}
