'use client';

import { useRouter } from 'next/navigation';
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
import { GapMark } from '#components/charts/night-mark.tsx';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { routes } from '#lib/contract/routes.ts';
import { AXIS, MARGIN, useTimeAxis } from './axes.ts';
import { markerLines } from './markers.tsx';
import { PointMark } from './point-mark.tsx';
import type { Point } from './series.ts';
import { NightTip } from './tooltip.tsx';

/** Beyond this many nights the line alone shows them, with those over the limit. */
const MOST_DOTS = 120;

interface LinePlotProps {
  points: readonly Point[];
  markers: readonly HistoryMarker[];
  /** Ends of the time axis in milliseconds. */
  span: readonly [number, number];
  /** Height of the dashed line, in the unit of the points. */
  limit: number;
  /** From the bottom of the axis to its top. */
  ticks: number[];
  format: (value: number) => string;
  say: (night: HistoryNight) => string;
}

/** A quantity night by night against its noise and its limit; a night leads to its run. */
export function LinePlot({ points, markers, span, limit, ticks, format, say }: LinePlotProps) {
  const router = useRouter();
  const time = useTimeAxis(span);
  const follow = ({ activeTooltipIndex }: { activeTooltipIndex?: unknown }) => {
    const night = points[Number(activeTooltipIndex)]?.night;
    if (night) router.push(routes.run(night.runId));
  };
  return (
    <ResponsiveContainer>
      <ComposedChart
        data={points}
        margin={MARGIN}
        accessibilityLayer={false}
        onClick={follow}
        style={{ cursor: 'pointer' }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" strokeOpacity={0.6} />
        <XAxis {...time} />
        <YAxis
          {...AXIS}
          axisLine={false}
          width={48}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          tickFormatter={format}
          ticks={ticks}
        />
        <Tooltip
          content={<NightTip say={say} />}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--mantine-color-dimmed)' }}
        />
        <Area
          dataKey="noise"
          stroke="none"
          fill="var(--tone-grey)"
          fillOpacity={0.22}
          activeDot={false}
          isAnimationActive={false}
        />
        {markerLines(markers, span)}
        <ReferenceLine y={limit} stroke="var(--tone-magenta)" strokeDasharray="5 4" />
        <Line
          dataKey="value"
          stroke="var(--accent)"
          strokeWidth={1.75}
          dot={<PointMark dense={points.length > MOST_DOTS} />}
          activeDot={false}
          isAnimationActive={false}
        />
        <Scatter dataKey="gap" shape={<GapMark />} isAnimationActive={false} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
