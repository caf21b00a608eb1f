'use client';

import { Group } from '@mantine/core';
import { useKeys } from '#components/keys/use-keys.ts';
import { useRefusal } from '#components/shell/viewer.tsx';
import { MayButton } from '#components/ui/may-button.tsx';

export type Asking = 'approve' | 'reject' | 'merge' | 'try';

interface DecisionButtonsProps {
  /** Why nothing can be decided any more. */
  decided: string | undefined;
  /** Why the draft cannot be used as it is. */
  broken: string | undefined;
  /** The edit is being stored first. */
  pending: boolean;
  onAsk: (what: Asking) => void;
  onEdit: () => void;
}

/** What a curator can do with a candidate, by mouse and by key. */
export function DecisionButtons({ decided, broken, pending, onAsk, onEdit }: DecisionButtonsProps) {
  const refusal = useRefusal('candidate.decide') ?? undefined;
  const usable = decided ?? broken;
  const ask = (what: Asking, blocked: string | undefined) => () => {
    if (refusal === undefined && blocked === undefined) onAsk(what);
  };
  useKeys([
    { keys: 'a', does: 'Approve the candidate', run: ask('approve', usable) },
    { keys: 'x', does: 'Reject the candidate', run: ask('reject', decided) },
    { keys: 'm', does: 'Merge it into an existing task', run: ask('merge', decided) },
    { keys: 'e', does: 'Edit the task; Escape leaves the editor', run: onEdit },
    { keys: 't', does: 'Try the task', run: ask('try', usable) },
  ]);
  if (decided !== undefined) return null;
  return (
    <Group gap="xs">
      <MayButton variant="default" permission="candidate.decide" blocked={broken} onClick={ask('try', broken)}>
        Try it
      </MayButton>
      <MayButton variant="default" permission="candidate.decide" onClick={ask('merge', undefined)}>
        Merge
      </MayButton>
      <MayButton variant="default" permission="candidate.decide" onClick={ask('reject', undefined)}>
        Reject
      </MayButton>
      <MayButton permission="candidate.decide" blocked={broken} loading={pending} onClick={ask('approve', broken)}>
        Approve
      </MayButton>
    </Group>
  );
}
