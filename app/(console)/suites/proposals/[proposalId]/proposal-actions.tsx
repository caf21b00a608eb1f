'use client';

import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { DecisionDialog } from '#components/form/decision-dialog.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { ProposalDetail } from '#lib/contract/proposals.ts';
import { formatCount } from '#lib/format/numbers.ts';

/** Accepts or rejects an open proposal; either needs a reason. */
export function ProposalActions({ proposal }: { proposal: ProposalDetail }) {
  const [asking, setAsking] = useState<'accept' | 'reject' | null>(null);
  const close = () => setAsking(null);
  const accept = useApiAction('acceptProposal', { done: 'Published', onDone: close, onFailed: () => {} });
  const reject = useApiAction('rejectProposal', { done: 'Rejected', onDone: close, onFailed: () => {} });
  const { id: proposalId, suite, baseVersion, endpoints, outdated } = proposal;
  return (
    <>
      <MayButton
        permission="suite.publish"
        variant="default"
        leftSection={<IconX size={16} aria-hidden />}
        onClick={() => setAsking('reject')}
      >
        Reject
      </MayButton>
      <MayButton
        permission="suite.publish"
        leftSection={<IconCheck size={16} aria-hidden />}
        blocked={outdated ?? undefined}
        onClick={() => setAsking('accept')}
      >
        Accept
      </MayButton>
      {asking === 'accept' && (
        <DecisionDialog
          title={`Publish the next version of ${suite.title}?`}
          effect={`It takes the place of version ${baseVersion.number}. ${formatCount(endpoints.length, 'endpoint')} will be asked the new prompts (${endpoints.join(', ')}) and capture a new baseline on the next night; until then nothing is judged there. The old version stays readable; going back takes another version.`}
          keptWith="the proposal"
          label="Publish"
          pending={accept.isPending}
          problem={accept.problem}
          onDecide={(reason) => accept.run({ params: { proposalId }, body: { reason } })}
          onClose={close}
        />
      )}
      {asking === 'reject' && (
        <DecisionDialog
          title="Reject this proposal?"
          effect="The suite stays as it is. Another screening can be started afterwards."
          keptWith="the proposal"
          label="Reject"
          pending={reject.isPending}
          problem={reject.problem}
          onDecide={(reason) => reject.run({ params: { proposalId }, body: { reason } })}
          onClose={close}
        />
      )}
    </>
  );
}
