'use client';

import { IconRefresh } from '@tabler/icons-react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { MayButton } from '#components/ui/may-button.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';

/** Has the publication tried again now, where something is in its way. */
export function RetryPublication({ candidate: { id, publication } }: { candidate: CandidateDetail }) {
  const retry = useApiAction('retryPublication', { done: 'It is tried again now' });
  if (publication === null || publication.lastError === null) return null;
  if (publication.state !== 'pending' && publication.state !== 'pushed') return null;
  return (
    <MayButton
      size="xs"
      variant="default"
      permission="candidate.decide"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.run({ params: { candidateId: id } })}
    >
      Try again now
    </MayButton>
  );
}
