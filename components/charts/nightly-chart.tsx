'use client';

import { type ReactNode, useId } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS, useDayFormat } from '#components/history/axes.ts';
import type { EndpointNight } from '#lib/contract/endpoints.ts';
import { HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';
import { GapMark, NightMark } from './night-mark.tsx';
import { NightTooltip } from './night-tooltip.tsx';
import styles from './nightly-chart.module.css';
import { NightlyLegend } from './nightly-legend.tsx';
import { axisTop, describeNights, type NightPoint, nightPoints } from './nightly-series.ts';
import { NightlyTable } from './nightly-table.tsx';

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
        {points.every(({ deltaRate }) => deltaRate === null) ? (
          <p className={styles.nothing}>
            {describeNights(points)} No noise level is known yet, so there is nothing to draw.
          </p>
        ) : (
          <Plot points={points} span={span} />
        )}
      </div>
      <NightlyTable points={points} />
    </figure>
  );
}

interface PlotProps {
  points: readonly NightPoint[];
  span: NightlyChartProps['span'];
}

function Plot({ points, span }: PlotProps) {
  const day = useDayFormat();
  return (
    <div className={styles.canvas} role="img" aria-label={describeNights(points)}>
      <ResponsiveContainer>
        <ComposedChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" strokeOpacity={0.6} />
          <XAxis
            {...AXIS}
            dataKey="atMs"
            type="number"
            scale="time"
            domain={span ? [...span] : ['dataMin', 'dataMax']}
            padding={{ left: 12, right: 12 }}
            tickFormatter={day}
            minTickGap={40}
          />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={44}
            domain={[0, axisTop(points)]}
            tickFormatter={percent}
            tickCount={5}
          />
          <Tooltip
            content={<NightTooltip />}
            isAnimationActive={false}
            cursor={{ stroke: 'var(--mantine-color-dimmed)' }}
          />
          <Area
            dataKey="noiseRate"
            type="linear"
            stroke="none"
            fill="var(--tone-grey)"
            fillOpacity={0.22}
            activeDot={false}
            isAnimationActive={false}
            connectNulls
          />
          <ReferenceLine y={HASH_DELTA_THRESHOLD} stroke="var(--tone-magenta)" strokeDasharray="5 4" />
          <Line
            dataKey="deltaRate"
            type="linear"
            stroke="var(--accent)"
            strokeWidth={1.75}
            dot={<NightMark />}
            activeDot={false}
            isAnimationActive={false}
          />
          <Scatter dataKey="gap" shape={<GapMark />} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
