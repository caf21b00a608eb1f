'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { GitSourceView } from '#lib/contract/drift/git-sources.ts';

interface RemoveGitSourceProps {
  source: GitSourceView;
  onClose: () => void;
}

/** Asks before a git source and its secret are forgotten. */
export function RemoveGitSource({ source, onClose }: RemoveGitSourceProps) {
  const remove = useApiAction('deleteGitSource', {
    done: `${source.name} is removed`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Remove ${source.name}?`}
      confirmLabel="Remove the git source"
      destructive
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { sourceId: source.id } })}
      onClose={onClose}
    >
      Its address, its stored secret and the copy on this server are deleted; nothing changes in git. One that clusters
      or flag sources use stays. This cannot be undone; you can add it again with its secret.
    </ConfirmAction>
  );
}
