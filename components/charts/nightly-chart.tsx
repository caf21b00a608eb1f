'use client';

import { type ReactNode, useId } from 'react';
import type { EndpointNight } from '#lib/contract/endpoints.ts';
import { HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';
import { NightMark } from './night-mark.tsx';
import { NightTooltip } from './night-tooltip.tsx';
import styles from './nightly-chart.module.css';
import { NightlyLegend } from './nightly-legend.tsx';
import { axisTicks, describeNights, nightPoints } from './nightly-series.ts';
import { NightlyTable } from './nightly-table.tsx';
import { NoisePlot } from './noise-plot.tsx';

interface NightlyChartProps {
  /** The question the chart answers. */
  title: ReactNode;
  nights: readonly EndpointNight[];
  /** For several charts side by side: lower, and without a legend of its own. */
  compact?: boolean;
  /** Ends of the time axis in milliseconds, so that several charts line up; those of the nights where left out. */
  span?: readonly [number, number] | undefined;
}

const percent = (share: number) => `${Math.round(share * 100)}\u00a0%`;

/** Nightly share of differing answers against the baseline's own noise and the threshold, with a table behind it. */
export function NightlyChart({ title, nights, compact = false, span }: NightlyChartProps) {
  const titleId = useId();
  const points = nightPoints(nights);
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption id={titleId} className={styles.title}>
        {title}
      </figcaption>
      {!compact && <NightlyLegend />}
      <div className={styles.plot} data-compact={compact || undefined}>
        {points.every(({ value }) => value === null) ? (
          <p className={styles.nothing}>
            {describeNights(points)} No noise level is known yet, so there is nothing to draw.
          </p>
        ) : (
          <div className={styles.canvas} role="img" aria-label={describeNights(points)}>
            <NoisePlot
              points={points}
              span={span}
              limit={HASH_DELTA_THRESHOLD}
              ticks={axisTicks(points)}
              format={percent}
              mark={<NightMark />}
              tip={<NightTooltip />}
            />
          </div>
        )}
      </div>
      <NightlyTable points={points} />
    </figure>
  );
}
