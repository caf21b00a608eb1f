'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';

interface RemoveSourceProps {
  source: LangfuseSourceView;
  onClose: () => void;
}

/** Asks before a Langfuse project and its keys are forgotten. */
export function RemoveSource({ source, onClose }: RemoveSourceProps) {
  const remove = useApiAction('deleteLangfuseSource', {
    done: `${source.name} is removed`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Remove ${source.name}?`}
      confirmLabel="Remove the project"
      destructive
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { sourceId: source.id } })}
      onClose={onClose}
    >
      Its address, its keys and the list of its searches are deleted; nothing changes in Langfuse. One that candidates
      came from stays; switch it off instead. This cannot be undone; you can add it again with its keys.
    </ConfirmAction>
  );
}
