'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, MARGIN } from '#components/charts/axes.ts';
import { Figure } from '#components/history/figure.tsx';
import type { DriftByDay } from '#lib/contract/drift/objects.ts';
import { type DayPoint, type DayStack, dayName, dayStack, stackSentence } from './day-stack.ts';
import styles from './drift.module.css';

const MOST_BAR_PX = 22;

/** Drift that began each day, stacked by namespace. */
export function DayChart({ byDay }: { byDay: DriftByDay }) {
  const stack = dayStack(byDay);
  return (
    <Figure
      title="Where does it drift, day by day?"
      unit="Times that drift began, by day (UTC) and namespace; what was put back within the day counts too."
      description={stackSentence(stack)}
      size="large"
      nothing={stack.total === 0 ? stackSentence(stack) : undefined}
      table={<DayTable stack={stack} />}
    >
      <div className={styles.chart}>
        <Legend stack={stack} />
        <div className={styles.bars}>
          <ResponsiveContainer>
            <BarChart data={stack.points} margin={MARGIN} accessibilityLayer={false}>
              <CartesianGrid vertical={false} stroke="var(--line)" strokeOpacity={0.6} />
              <XAxis {...AXIS} dataKey="day" tickFormatter={dayName} minTickGap={32} />
              <YAxis {...AXIS} axisLine={false} width={32} allowDecimals={false} />
              <Tooltip
                content={<DayTip stack={stack} />}
                isAnimationActive={false}
                cursor={{ fill: 'var(--surface-hover)' }}
              />
              {stack.series.map(({ label, colour }, index) => (
                <Bar
                  key={label}
                  stackId="day"
                  name={label}
                  dataKey={({ counts }: DayPoint) => counts[index] ?? 0}
                  fill={colour}
                  stroke="var(--surface-card)"
                  strokeWidth={1}
                  maxBarSize={MOST_BAR_PX}
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
    </Figure>
  );
}

function Legend({ stack: { series } }: { stack: DayStack }) {
  return (
    <ul className={styles.legend}>
      {series.map(({ label, colour }) => (
        <li key={label}>
          <Swatch colour={colour} />
          {label}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ colour }: { colour: string }) {
  return (
    <svg width="12" height="12" aria-hidden="true" focusable="false">
      <rect width="12" height="12" rx="2" fill={colour} />
    </svg>
  );
}

interface DayTipProps {
  stack: DayStack;
  active?: boolean;
  payload?: readonly { payload?: DayPoint }[];
}

function DayTip({ stack: { series }, active, payload }: DayTipProps) {
  const point = payload?.[0]?.payload;
  if (!active || point === undefined) return null;
  return (
    <div className={styles.tip}>
      <strong>
        {dayName(point.day)}: {point.total}
      </strong>
      {series.map(({ label, colour }, index) =>
        (point.counts[index] ?? 0) === 0 ? null : (
          <span key={label}>
            <Swatch colour={colour} /> {label}: {point.counts[index]}
          </span>
        ),
      )}
    </div>
  );
}

function DayTable({ stack: { series, points } }: { stack: DayStack }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">All</th>
          {series.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map(({ day, total, counts }) => (
          <tr key={day}>
            <td>{dayName(day)}</td>
            <td>{total}</td>
            {series.map(({ label }, index) => (
              <td key={label}>{counts[index] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
