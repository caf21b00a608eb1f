'use client';

import { ComposedChart, ResponsiveContainer, Scatter, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, MARGIN, useTimeAxis } from '#components/charts/axes.ts';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { Figure } from './figure.tsx';
import { markerLines } from './markers.tsx';
import { NightTable } from './night-table.tsx';
import { type ServedPoint, servedLanes } from './series.ts';
import { NightTip } from './tooltip.tsx';

interface ServedChartProps {
  nights: readonly HistoryNight[];
  markers: readonly HistoryMarker[];
  span: readonly [number, number];
}

/** Which models and fingerprints the gateway named each night, one lane each. */
export function ServedChart({ nights, markers, span }: ServedChartProps) {
  const { lanes, points } = servedLanes(nights);
  const time = useTimeAxis(span);
  return (
    <Figure
      title="Who says it answered?"
      unit="Models and fingerprints that the gateway named; evidence of its own, no part of any verdict."
      description={`${formatCount(lanes.length, 'name')} in this time: ${lanes.join(', ')}.`}
      nothing={lanes.length === 0 ? 'The gateway named neither model nor fingerprint.' : undefined}
      table={
        <NightTable
          nights={nights}
          columns={[
            ['Models', ({ servedModels }) => servedModels.join(', ') || '–'],
            ['Fingerprints', ({ fingerprints }) => fingerprints.join(', ') || '–'],
          ]}
        />
      }
    >
      <ResponsiveContainer>
        <ComposedChart data={points} margin={MARGIN} accessibilityLayer={false}>
          <XAxis {...time} />
          <YAxis
            {...AXIS}
            axisLine={false}
            mirror
            width={1}
            type="number"
            reversed
            domain={[-0.7, lanes.length - 0.5]}
            ticks={lanes.map((_, lane) => lane)}
            interval={0}
            tick={<LaneName lanes={lanes} />}
          />
          <Tooltip content={<NightTip say={say} />} isAnimationActive={false} cursor={false} />
          {markerLines(markers, span)}
          {lanes.map((name, lane) => (
            <Scatter key={name} dataKey={onLane(name, lane)} shape={<Dot name={name} />} isAnimationActive={false} />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </Figure>
  );
}

/** The lane of a night that named `name`; null where it did not. */
function onLane(name: string, lane: number) {
  return ({ names }: ServedPoint) => (names.includes(name) ? lane : null);
}

function say({ servedModels, fingerprints }: HistoryNight): string {
  return [...servedModels, ...fingerprints].join(', ');
}

function LaneName({
  lanes,
  x,
  y,
  payload,
}: {
  lanes: readonly string[];
  x?: number;
  y?: number;
  payload?: { value: number };
}) {
  if (x === undefined || y === undefined || payload === undefined) return null;
  return (
    <text x={14} y={y - 9} fontSize={11} fill="var(--mantine-color-dimmed)">
      {lanes[payload.value]}
    </text>
  );
}

interface DotProps {
  name: string;
  cx?: number;
  cy?: number;
  payload?: ServedPoint;
}

function Dot({ name, cx, cy, payload }: DotProps) {
  if (cx === undefined || cy === undefined || !payload?.names.includes(name)) return null;
  return <circle cx={cx} cy={cy} r={3} fill="var(--accent)" />;
}
