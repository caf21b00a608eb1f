'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { EvidenceChart } from '#components/history/evidence-chart.tsx';
import { HistoryLegend } from '#components/history/legend.tsx';
import { SignalChart } from '#components/history/signal-chart.tsx';
import { spanOf } from '#components/history/span.ts';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import styles from './run.module.css';

/** Checks drawn: about a month. */
const NIGHTS = 30;

/** How the nights went up to a judged check, which is the last point: what differs, and the evidence that gathered. */
export function RunHistory({ run: { id, endpoint } }: { run: RunDetail }) {
  const { data } = useApi('getEndpointHistory', {
    params: { endpointId: endpoint.id },
    query: { nights: NIGHTS, until: id },
  });
  const shared = data && { nights: data.nights, markers: data.markers, span: spanOf(data) };
  return (
    <Panel
      title="The nights before"
      hint={
        <>
          Up to {NIGHTS} checks of <Link href={routes.endpoint(endpoint.id)}>{endpoint.name}</Link>; this one is the
          last point.
        </>
      }
      busy={data === undefined}
    >
      <div className={styles.history}>
        {shared && (
          <>
            <HistoryLegend markers={shared.markers} />
            <div className={styles.evidence}>
              <SignalChart name="hash_delta" size="large" {...shared} />
              <EvidenceChart alarmAt={data.cusumAlarm} {...shared} />
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
