import { IconHourglassLow } from '@tabler/icons-react';
import Link from 'next/link';
import { isScanning, needingFirst, scanPercent, scanSentence } from '#components/drift/cluster-words.ts';
import { DriftVerdictBadge, StaleBadge, WatchedBadge } from '#components/drift/drift-badges.tsx';
import { NotComparedDetails } from '#components/drift/not-compared-list.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProgressLine } from '#components/ui/progress-line.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './code.module.css';
import { CancelComparison, CompareNow } from './compare-buttons.tsx';

/** Every cluster: what its last comparison came to, how old that is, what was left out, and one more at a press. */
export function ClustersPanel({ clusters }: { clusters: readonly ClusterView[] }) {
  return (
    <Panel
      title="Clusters"
      hint="Each beside what git says; only read, never changed."
      actions={<Link href={routes.clusterSettings()}>Set up</Link>}
      flush
    >
      <ul className={styles.clusters}>
        {needingFirst(clusters).map((cluster) => (
          <li key={cluster.id} className={styles.cluster}>
            <ClusterState cluster={cluster} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ClusterState({ cluster }: { cluster: ClusterView }) {
  const { name, verdict, reason, staleReason, activeScan, lastScan } = cluster;
  const scanning = activeScan !== null && isScanning(activeScan);
  return (
    <>
      <div className={styles.head}>
        <div className={styles.name}>
          <h3>{name}</h3>
          {staleReason === null ? (
            <DriftVerdictBadge verdict={verdict ?? 'unmeasured'} />
          ) : (
            <StaleBadge reason={staleReason} />
          )}
          <WatchedBadge isBeingWatched={cluster.isBeingWatched} />
          {cluster.isDemo && <DemoTag />}
        </div>
        {scanning ? <CancelComparison scan={activeScan} /> : <CompareNow cluster={cluster} />}
      </div>
      {staleReason !== null && (
        <Notice tone="magenta" icon={IconHourglassLow} role="status" title="Stale: nothing is known of now">
          {staleReason} {cluster.comparedAt !== null && 'What stands here is how it was then.'}
        </Notice>
      )}
      {reason !== '' && <p>{reason}</p>}
      <Moments cluster={cluster} />
      {scanning && (
        <ProgressLine
          label={`Comparison of ${name}`}
          percent={scanPercent(activeScan)}
          active
          sentence={scanSentence(activeScan)}
        />
      )}
      {lastScan !== null && (
        <>
          <NotComparedDetails title="Not compared" items={lastScan.notCompared} />
          <NotComparedDetails title="Left out" items={lastScan.optedOut} />
        </>
      )}
    </>
  );
}

function Moments({ cluster }: { cluster: ClusterView }) {
  const { comparedAt, checkedAt, drifted, ignored, lastScan } = cluster;
  return (
    <dl className={styles.moments}>
      <div>
        <dt>Last compared</dt>
        <dd>
          {comparedAt === null ? 'Never' : <Time at={comparedAt} />}
          {lastScan !== null && (
            <>
              {' '}
              (<Link href={routes.clusterScan(lastScan.id)}>comparison {lastScan.id}</Link>)
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>Last checked</dt>
        <dd>{checkedAt === null ? 'Never' : <Time at={checkedAt} />}</dd>
      </div>
      <div>
        <dt>Drift now</dt>
        <dd>
          <Link href={`${routes.code()}?channel=all&clusterId=${cluster.id}`}>{formatCount(drifted, 'object')}</Link>,
          with those under Config
          {ignored > 0 && (
            <>
              ,{' '}
              <Link href={`${routes.code()}?state=ignored&channel=all&clusterId=${cluster.id}`}>
                {formatCount(ignored)} ignored
              </Link>
            </>
          )}
        </dd>
      </div>
      {lastScan !== null && (
        <div>
          <dt>Compared</dt>
          <dd>{formatCount(lastScan.objects, 'object')} of git</dd>
        </div>
      )}
      {lastScan?.serverVersion != null && (
        <div>
          <dt>API server</dt>
          <dd>{lastScan.serverVersion}</dd>
        </div>
      )}
    </dl>
  );
}
