'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, MARGIN } from '#components/charts/axes.ts';
import { Figure } from '#components/history/figure.tsx';
import type { RegressionWeek } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './golden.module.css';
import { regressionSentence, weekName } from './regression-words.ts';

const MOST_BAR_PX = 22;

/** Regressed tasks week by week; a week without a run is no zero, its bar is missing. */
export function RegressionsChart({ weeks }: { weeks: readonly RegressionWeek[] }) {
  const total = weeks.reduce((sum, { regressions }) => sum + regressions, 0);
  const ran = weeks.filter(({ runs }) => runs > 0);
  return (
    <Figure
      title="How often do tasks regress?"
      unit={`Regressed tasks a week, over all runs shown. ${formatCount(total)} in ${formatCount(weeks.length, 'week')}.`}
      description={`${formatCount(total)} regressed tasks in ${formatCount(weeks.length, 'week')}; ${formatCount(ran.length)} of them had a run.`}
      nothing={ran.length === 0 ? 'No run finished in this time.' : undefined}
      table={<WeekTable weeks={ran} />}
    >
      <ResponsiveContainer>
        <BarChart data={[...weeks]} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" strokeOpacity={0.6} />
          <XAxis {...AXIS} dataKey="week" tickFormatter={weekName} minTickGap={32} />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={32}
            allowDecimals={false}
            domain={[0, (top: number) => Math.max(1, top)]}
          />
          <Tooltip content={<WeekTip />} isAnimationActive={false} cursor={{ fill: 'var(--surface-hover)' }} />
          <Bar dataKey="regressions" fill="var(--tone-magenta)" maxBarSize={MOST_BAR_PX} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  );
}

interface WeekTipProps {
  active?: boolean;
  payload?: readonly { payload?: RegressionWeek }[];
}

function WeekTip({ active, payload }: WeekTipProps) {
  const week = payload?.[0]?.payload;
  if (!active || week === undefined) return null;
  return (
    <div className={styles.tip}>
      <strong>Week of {weekName(week.week)}</strong>
      <span>{regressionSentence(week)}</span>
    </div>
  );
}

function WeekTable({ weeks }: { weeks: readonly RegressionWeek[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Week of</th>
          <th scope="col">Regressed tasks</th>
          <th scope="col">Failed runs</th>
          <th scope="col">Runs</th>
        </tr>
      </thead>
      <tbody>
        {weeks.toReversed().map(({ week, runs, failedRuns, regressions }) => (
          <tr key={week}>
            <td>{weekName(week)}</td>
            <td>{formatCount(regressions)}</td>
            <td>{formatCount(failedRuns)}</td>
            <td>{formatCount(runs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
