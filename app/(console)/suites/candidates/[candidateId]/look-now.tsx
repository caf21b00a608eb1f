'use client';

import { IconEye } from '@tabler/icons-react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { MayButton } from '#components/ui/may-button.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';

/** Sees what has become of branch or pull request, instead of waiting for the next round. */
export function LookNow({ candidate: { id, publication } }: { candidate: CandidateDetail }) {
  const look = useApiAction('lookAtPublication', { done: 'Looked at just now' });
  if (publication === null || publication.state === 'pending' || publication.state === 'merged') return null;
  return (
    <MayButton
      size="xs"
      variant="default"
      permission="candidate.decide"
      leftSection={<IconEye size={14} aria-hidden />}
      loading={look.isPending}
      onClick={() => look.run({ params: { candidateId: id } })}
    >
      Look now
    </MayButton>
  );
}
