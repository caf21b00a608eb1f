'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';

/** Asks before a flagd is forgotten. */
export function RemoveFlagSource({ source, onClose }: { source: FlagSourceView; onClose: () => void }) {
  const remove = useApiAction('deleteFlagSource', {
    done: `${source.name} is removed`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Remove ${source.name}?`}
      confirmLabel="Remove the flagd"
      destructive
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { flagSourceId: source.id } })}
      onClose={onClose}
    >
      It is compared no more; nothing changes in flagd or git. One whose flags have differed stays, with its history:
      switch it off instead.
    </ConfirmAction>
  );
}
