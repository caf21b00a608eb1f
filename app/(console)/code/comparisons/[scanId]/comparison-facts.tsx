import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import type { ClusterScanDetail } from '#lib/contract/drift/clusters.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import { CLUSTER_SCAN_CAUSE_LABEL } from '#lib/policy/drift-labels.ts';

/** When, why and for how long; and the hashes of both sides, which are equal exactly where nothing was found. */
export function ComparisonFacts({ scan, nowMs }: { scan: ClusterScanDetail; nowMs: number }) {
  const { createdAt, startedAt, finishedAt, cause, requestedBy, serverVersion, expectedHash, liveHash } = scan;
  const tookMs =
    startedAt === null ? null : (finishedAt === null ? nowMs : Date.parse(finishedAt)) - Date.parse(startedAt);
  const unknown = finishedAt === null ? 'Not known yet' : 'Not known';
  return (
    <FactList
      facts={[
        ['Asked for', <Time key="asked" at={createdAt} />],
        [
          'Why',
          requestedBy === null
            ? CLUSTER_SCAN_CAUSE_LABEL[cause]
            : `${CLUSTER_SCAN_CAUSE_LABEL[cause]}: ${requestedBy.name}`,
        ],
        [finishedAt === null ? 'Goes for' : 'Took', formatDurationMs(tookMs === null ? null : Math.max(0, tookMs))],
        ['API server', serverVersion ?? unknown],
        ['Hash of git', expectedHash === null ? unknown : <ContentHash key="git" hash={expectedHash} />],
        ['Hash of the cluster', liveHash === null ? unknown : <ContentHash key="live" hash={liveHash} />],
      ]}
    />
  );
}
