'use client';

import { IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { INCIDENT_COLUMNS } from '#components/incidents/incident-columns.tsx';
import { ChannelCards } from '#components/overview/channel-cards.tsx';
import { headline } from '#components/overview/headline.ts';
import { NightlyPanel } from '#components/overview/nightly-panel.tsx';
import { NotMeasured } from '#components/overview/not-measured.tsx';
import { SeverityCounts } from '#components/overview/severity-counts.tsx';
import { WorkerNotice } from '#components/overview/worker-notice.tsx';
import { runColumns } from '#components/runs/run-columns.tsx';
import { isActive } from '#components/runs/run-facts.ts';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { Overview } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './overview.module.css';
import { StartRunButton } from './runs/start-run/start-run-button.tsx';

const POLL_MS = 10_000;

/** State of the four channels, what waits, and what ran; follows changes while it is looked at. */
export function OverviewScreen({ initial }: { initial: Overview }) {
  const reading = useApi('getOverview', {}, { initial, pollMs: POLL_MS });
  const overview = reading.data ?? initial;
  return (
    <>
      <PageHeader title="Overview" answer={headline(overview)} actions={<StartRunButton label="Start a run" />} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <WorkerNotice worker={overview.worker} />
      <ChannelCards channels={overview.channels} />
      <div className={styles.split}>
        <OpenIncidents overview={overview} />
        <Panel title="Not measured" hint="Silence from these means nothing.">
          <NotMeasured
            items={overview.notMeasured}
            nothingWatched={overview.channels.every(({ state }) => state === 'not_watched')}
          />
        </Panel>
      </div>
      <NightlyPanel {...overview} />
      <LatestRuns runs={overview.recentRuns} />
    </>
  );
}

function OpenIncidents({ overview }: { overview: Overview }) {
  const { incident, status, owner, age } = INCIDENT_COLUMNS;
  return (
    <Panel
      title="Open incidents"
      flush
      actions={
        <>
          <SeverityCounts counts={overview.openBySeverity} />
          <Link href={routes.incidents()}>All incidents</Link>
        </>
      }
    >
      <DataTable
        caption="Open incidents, the most urgent first"
        rows={overview.incidents}
        rowId={({ id }) => id}
        rowHref={({ id }) => routes.incident(id)}
        keys={[]}
        columns={[incident, status, owner, age]}
        empty={
          <EmptyState icon={IconCircleCheck} title="Nothing waits for you">
            An incident opens by itself when a check finds drift.
          </EmptyState>
        }
      />
    </Panel>
  );
}

function LatestRuns({ runs }: { runs: Overview['recentRuns'] }) {
  const { run, endpoint, outcome, changed, duration, trigger, created } = runColumns(useRunClock(runs.some(isActive)));
  return (
    <Panel title="Latest runs" flush actions={<Link href={routes.runs()}>All runs</Link>}>
      <DataTable
        caption="Latest runs"
        rows={runs}
        rowId={({ id }) => id}
        rowHref={({ id }) => routes.run(id)}
        columns={[run, endpoint, outcome, changed, duration, trigger, created]}
        empty={
          <EmptyState icon={IconPlayerPlay} title="No run yet">
            A check of every active endpoint runs each night. Start one by hand to see the first verdict now.
          </EmptyState>
        }
      />
    </Panel>
  );
}
