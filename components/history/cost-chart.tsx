'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, MARGIN, useTimeAxis } from '#components/charts/axes.ts';
import type { HistoryNight } from '#lib/contract/baselines.ts';
import { formatUsd } from '#lib/format/numbers.ts';
import { Figure } from './figure.tsx';
import { NightTable } from './night-table.tsx';
import { costPoints } from './series.ts';
import { NightTip } from './tooltip.tsx';

const MOST_BAR_PX = 10;

interface CostChartProps {
  nights: readonly HistoryNight[];
  span: readonly [number, number];
}

/** What each night cost, answers and judge. */
export function CostChart({ nights, span }: CostChartProps) {
  const points = costPoints(nights);
  const total = points.reduce((sum, point) => sum + point.answersUsd + point.judgeUsd, 0);
  const time = useTimeAxis(span);
  return (
    <Figure
      title="What does watching it cost?"
      unit={`US dollars a check: answers, and above them the judge. ${formatUsd(total)} in this time.`}
      description={`${formatUsd(total)} over ${points.length} checks.`}
      nothing={
        total === 0 ? 'No cost is known: neither the gateway nor the endpoint’s settings name prices.' : undefined
      }
      table={
        <NightTable
          nights={nights}
          columns={[
            ['Answers', ({ costUsd }) => formatUsd(costUsd)],
            ['Judge', ({ judgeCostUsd }) => formatUsd(judgeCostUsd)],
          ]}
        />
      }
    >
      <ResponsiveContainer>
        <BarChart data={points} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" strokeOpacity={0.6} />
          <XAxis {...time} />
          <YAxis {...AXIS} axisLine={false} width={56} tickFormatter={formatUsd} tickCount={4} />
          <Tooltip
            content={<NightTip say={say} />}
            isAnimationActive={false}
            cursor={{ fill: 'var(--surface-hover)' }}
          />
          <Bar
            dataKey="answersUsd"
            stackId="cost"
            fill="var(--accent)"
            maxBarSize={MOST_BAR_PX}
            isAnimationActive={false}
          />
          <Bar
            dataKey="judgeUsd"
            stackId="cost"
            fill="var(--tone-violet)"
            maxBarSize={MOST_BAR_PX}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  );
}

function say({ costUsd, judgeCostUsd }: HistoryNight): string {
  const judge = judgeCostUsd === null ? '' : `, judge ${formatUsd(judgeCostUsd)}`;
  return `answers ${formatUsd(costUsd)}${judge}`;
}
