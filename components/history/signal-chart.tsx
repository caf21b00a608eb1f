'use client';

import { bareP, formatSignal, signalInfo, signalLabel, signalSentence } from '#components/signals/words.ts';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { Figure } from './figure.tsx';
import { LinePlot } from './line-plot.tsx';
import { NightTable } from './night-table.tsx';
import { questionOf } from './questions.ts';
import { describe, signalPoints, ticksOf } from './series.ts';

interface SignalChartProps {
  name: string;
  nights: readonly HistoryNight[];
  markers: readonly HistoryMarker[];
  span: readonly [number, number];
  size?: 'large' | 'small';
}

/** One signal night by night, against its noise and its threshold. */
export function SignalChart({ name, nights, markers, span, size = 'small' }: SignalChartProps) {
  const points = signalPoints(nights, name);
  const of = (night: HistoryNight) => night.signals.find((signal) => signal.name === name);
  const threshold = nights.map((night) => of(night)?.threshold).findLast((value) => value !== undefined) ?? 0;
  const format = (value: number | null) => formatSignal(name, value);
  const info = signalInfo(name);
  const say = (night: HistoryNight) => {
    const signal = of(night);
    return signal === undefined ? 'not measured' : signalSentence(signal);
  };
  return (
    <Figure
      title={questionOf(name)}
      unit={`${signalLabel(name)}, ${unitWords(info?.unit)}`}
      description={describe(points, format)}
      size={size}
      nothing={points.every(({ value }) => value === null) ? whyNothing(nights) : undefined}
      table={
        <NightTable
          nights={nights}
          columns={[
            ['Value', (night) => format(of(night)?.value ?? null)],
            ['Noise', (night) => format(of(night)?.noise ?? null)],
            ['Adjusted p', (night) => bareP(of(night)?.pAdjusted ?? null)],
            ['Fired', (night) => (of(night)?.fired ? 'yes' : 'no')],
          ]}
        />
      }
    >
      <LinePlot
        points={points}
        markers={markers}
        span={span}
        limit={threshold}
        ticks={ticksOf(points, threshold, info?.unit === 'share')}
        format={(value) => format(value).replace(/^factor /, '×')}
        say={say}
      />
    </Figure>
  );
}

function unitWords(unit: string | undefined): string {
  if (unit === 'share') return 'in per cent';
  return unit === 'log ratio' ? 'as factor' : `as ${unit ?? 'distance'}`;
}

function whyNothing(nights: readonly HistoryNight[]): string {
  const judged = nights.filter(({ verdict }) => verdict === 'stable' || verdict === 'drifted');
  if (judged.length > 0) return 'Not measured in this time; the page of each run says why.';
  return nights.some(({ verdict }) => verdict === 'calibrating')
    ? 'The baseline is calibrating. The first judged night draws the first point.'
    : 'No night of this time could be measured.';
}
