'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { isScanning, namespaceName, scanPercent, scanSentence } from '#components/drift/cluster-words.ts';
import { ClusterScanBadge, DriftVerdictBadge, FindingCounts } from '#components/drift/drift-badges.tsx';
import { NotComparedList } from '#components/drift/not-compared-list.tsx';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProgressLine } from '#components/ui/progress-line.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { ClusterScanDetail } from '#lib/contract/drift/clusters.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { CancelComparison, CompareNow } from '../../compare-buttons.tsx';
import styles from './comparison.module.css';
import { ComparisonFacts } from './comparison-facts.tsx';
import { NamespacesPanel } from './namespaces-panel.tsx';
import { SourcesPanel } from './sources-panel.tsx';

const POLL_MS = 1000;

/** One comparison of a cluster with git: live while it goes, then what it read, what it found and what it left out. */
export function ComparisonScreen({ initial }: { initial: ClusterScanDetail }) {
  const reading = useApi(
    'getClusterScan',
    { params: { scanId: initial.id } },
    { initial, pollMs: (known) => (known === undefined || isScanning(known) ? POLL_MS : false) },
  );
  const scan = reading.data ?? initial;
  const going = isScanning(scan);
  const nowMs = useRunClock(going);
  const { cluster, verdict } = scan;
  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.code()}>Code</Link> <span aria-hidden>/</span>{' '}
            <Link href={`${routes.code()}?clusterId=${cluster.id}`}>{cluster.name}</Link>
          </>
        }
        title={`Comparison ${scan.id}`}
        marks={
          <>
            {verdict === null ? <ClusterScanBadge status={scan.status} /> : <DriftVerdictBadge verdict={verdict} />}
            {cluster.isDemo && <DemoTag />}
          </>
        }
        answer={answerOf(scan)}
        actions={going ? <CancelComparison scan={scan} /> : <CompareNow cluster={{ id: cluster.id, enabled: true }} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel title={going ? 'How far it is' : 'What it came to'}>
        <ProgressLine
          label={`Comparison of ${cluster.name}`}
          percent={scanPercent(scan)}
          active={going}
          sentence={going ? scanSentence(scan) : endSentence(scan)}
        />
        {!going && (
          <p className={styles.findings}>
            Findings: <FindingCounts findings={scan.findings} />{' '}
            <Link href={`${routes.code()}?clusterId=${cluster.id}&state=now&channel=all`}>What drifts now</Link>
          </p>
        )}
        <ComparisonFacts scan={scan} nowMs={nowMs} />
      </Panel>
      {scan.notCompared.length > 0 && (
        <Panel
          title="Not compared"
          hint={`${formatCount(scan.notCompared.length, 'part')} of which nothing is known: that is not the same as clean.`}
        >
          <NotComparedList items={scan.notCompared} />
        </Panel>
      )}
      <SourcesPanel sources={scan.sources} going={going} />
      <NamespacesPanel scan={scan} hrefOf={(namespace) => hrefOf(cluster.id, namespace)} going={going} />
      {scan.optedOut.length > 0 && (
        <Panel
          title="Left out"
          hint="git, or the object that applies it, asks that these are left alone; or git has nothing of a kind that may not be read."
        >
          <NotComparedList items={scan.optedOut} />
        </Panel>
      )}
    </>
  );
}

function hrefOf(clusterId: number, namespace: string | null): string {
  const params = new URLSearchParams({
    clusterId: String(clusterId),
    state: 'now',
    channel: 'all',
    namespace: namespace ?? '-',
  });
  return `${routes.code()}?${params}`;
}

function answerOf({ status, reason, cluster, namespaces }: ClusterScanDetail): string {
  if (status === 'queued' || status === 'running') return `${cluster.name} is being compared with git.`;
  const drifted = namespaces.filter((each) => each.drifted > 0).map(({ namespace }) => namespaceName(namespace ?? ''));
  const where = drifted.length === 0 ? '' : ` Where: ${drifted.join(', ')}.`;
  return `${reason === '' ? 'Nothing was concluded.' : reason}${where}`;
}

function endSentence({ status, objects }: ClusterScanDetail): string {
  switch (status) {
    case 'finished':
      return `${formatCount(objects, 'object')} of git compared.`;
    case 'cancelled':
      return 'Stopped by hand; what was known before stays.';
    case 'failed':
      return 'Could not be completed; what was known before stays.';
    default:
      return '';
  }
}
