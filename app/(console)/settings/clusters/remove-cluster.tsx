'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';

interface RemoveClusterProps {
  cluster: ClusterView;
  onClose: () => void;
}

/** Asks before a cluster and its credentials are forgotten. */
export function RemoveCluster({ cluster, onClose }: RemoveClusterProps) {
  const remove = useApiAction('deleteCluster', {
    done: `${cluster.name} is removed`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Remove ${cluster.name}?`}
      confirmLabel="Remove the cluster"
      destructive
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { clusterId: cluster.id } })}
      onClose={onClose}
    >
      Its settings and stored credentials are deleted; nothing changes in the cluster, where you may delete the account
      of Tidemark. One that drift was found in stays: switch it off instead. This cannot be undone; you can add it again
      with its credentials.
    </ConfirmAction>
  );
}
