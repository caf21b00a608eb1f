'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { RepositoryView } from '#lib/contract/repositories.ts';

interface RemoveRepositoryProps {
  repository: RepositoryView;
  onClose: () => void;
}

/** Asks before a repository and its token are forgotten. */
export function RemoveRepository({ repository, onClose }: RemoveRepositoryProps) {
  const remove = useApiAction('deleteRepository', {
    done: `${repository.name} is removed`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Remove ${repository.name}?`}
      confirmLabel="Remove the repository"
      destructive
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { repositoryId: repository.id } })}
      onClose={onClose}
    >
      Its address, its stored token and the copy on this server are deleted; nothing changes in git. One with golden
      runs, incidents or Langfuse projects stays. This cannot be undone; you can add it again with its token.
    </ConfirmAction>
  );
}
