'use client';

import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { MayButton } from '#components/ui/may-button.tsx';
import type { ClusterScanView, ClusterView } from '#lib/contract/drift/clusters.ts';

/** Compares a cluster with git now. */
export function CompareNow({ cluster: { id, enabled } }: { cluster: Pick<ClusterView, 'id' | 'enabled'> }) {
  const start = useApiAction('startClusterScan', { done: 'The comparison has begun' });
  return (
    <MayButton
      permission="cluster.scan"
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={start.isPending}
      blocked={enabled ? undefined : 'The cluster is switched off under Settings, Clusters.'}
      onClick={() => start.run({ body: { clusterId: id } })}
    >
      Compare now
    </MayButton>
  );
}

/** Stops a comparison: what was known before stays. */
export function CancelComparison({ scan: { id } }: { scan: Pick<ClusterScanView, 'id'> }) {
  const cancel = useApiAction('cancelClusterScan', { done: 'The comparison stops; what was known before stays' });
  return (
    <MayButton
      permission="cluster.scan"
      variant="default"
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      loading={cancel.isPending}
      onClick={() => cancel.run({ params: { scanId: id } })}
    >
      Cancel
    </MayButton>
  );
}
