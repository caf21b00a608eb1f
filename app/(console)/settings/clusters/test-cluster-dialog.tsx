'use client';

import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { TestDialog } from '#components/connection/test-dialog.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';

interface TestClusterDialogProps {
  cluster: ClusterView;
  onClose: () => void;
}

/** Tries a cluster and its git sources as a comparison would. */
export function TestClusterDialog({ cluster, onClose }: TestClusterDialogProps) {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const tryIt = useApiAction('testCluster', { onDone: setTest, onFailed: () => setTest(null) });
  return (
    <TestDialog
      title={`Test ${cluster.name}`}
      what="Reaches the API server, reads one object of each kind, looks for Flux and fetches the git sources; at most half a minute. Nothing is written."
      outcome={(isReady) => (isReady ? 'The cluster can be compared.' : 'The cluster cannot wholly be compared.')}
      test={test}
      pending={tryIt.isPending}
      problem={tryIt.problem}
      onTest={() => tryIt.run({ params: { clusterId: cluster.id } })}
      onClose={onClose}
    />
  );
}
