'use client';

import { SegmentedControl } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { CostChart } from '#components/history/cost-chart.tsx';
import { EvidenceChart } from '#components/history/evidence-chart.tsx';
import { Happened } from '#components/history/happened.tsx';
import styles from '#components/history/history.module.css';
import { HistoryLegend } from '#components/history/legend.tsx';
import { ServedChart } from '#components/history/served-chart.tsx';
import { SignalChart } from '#components/history/signal-chart.tsx';
import { spanOf } from '#components/history/span.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { EndpointHistory } from '#lib/contract/baselines.ts';
import { FurtherSignals } from './further-signals.tsx';
import { nightsOf, RANGE_PARAM, RANGES } from './history-range.ts';

const DELTA = 'hash_delta';
const MISSION = ['embedding_drift', 'judge', 'refusal_shift'] as const;

interface HistoryPanelsProps {
  history: EndpointHistory;
  /** Another range is on its way. */
  busy: boolean;
}

/** How an endpoint behaved over the nights: delta, evidence, signals, who served, cost. */
export function HistoryPanels({ history, busy }: HistoryPanelsProps) {
  const [params, setParams] = useUrlParams();
  const chosen = nightsOf(params.get(RANGE_PARAM));
  const { nights, markers, cusumAlarm } = history;
  const span = spanOf(history);
  if (nights.length === 0) return <NoNight />;
  const shared = { nights, markers, span };
  return (
    <>
      <Panel
        title="Every night against the noise"
        busy={busy}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Nights shown"
            value={String(chosen)}
            onChange={(value) => setParams({ [RANGE_PARAM]: nightsOf(null) === Number(value) ? null : value })}
            data={RANGES.map((range) => ({ value: String(range), label: `${range} nights` }))}
          />
        }
      >
        <HistoryLegend markers={markers} />
        <SignalChart name={DELTA} size="large" {...shared} />
        <Happened markers={markers} />
      </Panel>
      <Panel title="Evidence over the nights" busy={busy}>
        <EvidenceChart alarmAt={cusumAlarm} {...shared} />
      </Panel>
      <Panel
        title="Signals"
        hint="Each against what it would be if nothing had changed, and its threshold."
        busy={busy}
      >
        <div className={styles.multiples}>
          {MISSION.map((name) => (
            <SignalChart key={name} name={name} {...shared} />
          ))}
        </div>
        <FurtherSignals {...shared} />
      </Panel>
      <Panel title="Who served, and what it cost" busy={busy}>
        <div className={`${styles.multiples} ${styles.pair}`}>
          <ServedChart {...shared} />
          <CostChart nights={nights} span={span} />
        </div>
      </Panel>
    </>
  );
}

function NoNight() {
  return (
    <Panel title="Every night against the noise">
      <EmptyState icon={IconChartLine} title="No night to show yet">
        <p>Capture a baseline; every check after it adds a point.</p>
        <p>Charts show how much the answers differ, the evidence over nights, each signal, who served, and the cost.</p>
      </EmptyState>
    </Panel>
  );
}
