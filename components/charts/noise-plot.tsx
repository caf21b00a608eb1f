'use client';

import type { ReactElement, ReactNode, SVGProps } from 'react';
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
import { AXIS, MARGIN, useTimeAxis } from './axes.ts';
import { GapMark } from './gap-mark.tsx';

/** One point in time as the plot draws it. */
export interface PlotPoint {
  atMs: number;
  value: number | null;
  noise: number | null;
  /** 0 where nothing could be measured, so that the gap is marked on the axis; null elsewhere. */
  gap: 0 | null;
}

interface NoisePlotProps<Point extends PlotPoint> {
  points: readonly Point[];
  /** Ends of the time axis in milliseconds; those of the points where left out. */
  span: readonly [number, number] | undefined;
  /** Height of the dashed line, in the unit of the points. */
  limit: number;
  /** From the bottom of the axis to its top. */
  ticks: readonly number[];
  format: (value: number) => string;
  /** Takes recharts' `cx`, `cy` and `payload`. */
  mark: ReactElement<SVGProps<SVGElement>>;
  /** Takes recharts' `active` and `payload`. */
  tip: ReactElement;
  /** Further marks along the time axis. */
  children?: ReactNode;
  /** What a press on a point does. */
  onPress?: (point: Point) => void;
}

/** A quantity over time against its noise and its limit. */
export function NoisePlot<Point extends PlotPoint>(props: NoisePlotProps<Point>) {
  const { points, span, limit, ticks, format, mark, tip, children, onPress } = props;
  const time = useTimeAxis(span);
  const press = ({ activeTooltipIndex }: { activeTooltipIndex?: unknown }) => {
    const point = points[Number(activeTooltipIndex)];
    if (point !== undefined) onPress?.(point);
  };
  return (
    <ResponsiveContainer>
      <ComposedChart
        data={points}
        margin={MARGIN}
        accessibilityLayer={false}
        {...(onPress && { onClick: press, style: { cursor: 'pointer' } })}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" strokeOpacity={0.6} />
        <XAxis {...time} />
        <YAxis
          {...AXIS}
          axisLine={false}
          width={48}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          tickFormatter={format}
          ticks={[...ticks]}
        />
        <Tooltip content={tip} isAnimationActive={false} cursor={{ stroke: 'var(--mantine-color-dimmed)' }} />
        <Area
          dataKey="noise"
          stroke="none"
          fill="var(--tone-grey)"
          fillOpacity={0.22}
          activeDot={false}
          isAnimationActive={false}
        />
        {children}
        <ReferenceLine y={limit} stroke="var(--tone-magenta)" strokeDasharray="5 4" />
        <Line
          dataKey="value"
          stroke="var(--accent)"
          strokeWidth={1.75}
          dot={mark}
          activeDot={false}
          isAnimationActive={false}
        />
        <Scatter dataKey="gap" shape={<GapMark />} isAnimationActive={false} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
