import { IconChartDots } from '@tabler/icons-react';
import Link from 'next/link';
import { NightlyChart } from '#components/charts/nightly-chart.tsx';
import { NightlyLegend } from '#components/charts/nightly-legend.tsx';
import { lastNightSentence } from '#components/endpoints/last-night.ts';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Overview } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './nightly-panel.module.css';

const PERIOD_MS = 30 * 86_400_000;

type NightlyPanelProps = Pick<Overview, 'nightly' | 'generatedAt' | 'lastNight'>;

/** The last 30 nights of every endpoint, each against its own noise. */
export function NightlyPanel({ nightly, generatedAt, lastNight }: NightlyPanelProps) {
  const measured = nightly.filter(({ nights }) => nights.length > 0);
  const now = Date.parse(generatedAt);
  return (
    <Panel
      title="Which model moved, night by night?"
      hint={[
        'Share of answers that differ from the baseline, over 30 days, against how much the baseline differs from itself.',
        lastNightSentence(lastNight),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      {measured.length === 0 ? (
        <EmptyState icon={IconChartDots} title="No night to show yet">
          The first point appears after the first check of an endpoint.
        </EmptyState>
      ) : (
        <>
          <NightlyLegend />
          <div className={styles.charts}>
            {measured.map(({ endpointId, name, isDemo, nights }) => (
              <NightlyChart
                key={endpointId}
                compact
                nights={nights}
                span={[now - PERIOD_MS, now]}
                title={
                  <span className={styles.name}>
                    <Link href={routes.endpoint(endpointId)}>{name}</Link> {isDemo && <DemoTag />}
                  </span>
                }
              />
            ))}
          </div>
        </>
      )}
    </Panel>
  );
}
