'use client';

import { evidenceSentence, formatEvidence } from '#components/runs/night-words.ts';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { formatP } from '#lib/format/numbers.ts';
import { Figure } from './figure.tsx';
import { LinePlot } from './line-plot.tsx';
import { NightTable } from './night-table.tsx';
import { evidencePoints } from './series.ts';

/** Lowest decimal power drawn. */
const BOTTOM = -1;

interface EvidenceChartProps {
  nights: readonly HistoryNight[];
  markers: readonly HistoryMarker[];
  span: readonly [number, number];
  alarmAt: number;
}

/** Evidence that something changed, gathered over the nights, on a logarithmic axis with the level of the alarm. */
export function EvidenceChart({ nights, markers, span, alarmAt }: EvidenceChartProps) {
  const points = evidencePoints(nights);
  const top = Math.ceil(Math.max(Math.log10(alarmAt) + 0.3, ...points.map(({ value }) => value ?? 0)));
  const latest = nights.findLast(({ trigger, step }) => trigger === 'schedule' && step !== null)?.step ?? null;
  return (
    <Figure
      title="How much evidence of a change has gathered?"
      unit={`Evidence over nights as a factor, logarithmic; from ${formatEvidence(alarmAt)} on an incident opens. It starts anew with each baseline, after an alarm and when the incident is resolved.`}
      description={
        latest === null
          ? 'No night was weighed.'
          : `Latest ${formatEvidence(latest.cusum)}, alarm at ${formatEvidence(alarmAt)}. ${evidenceSentence(latest, alarmAt)}`
      }
      size="large"
      nothing={
        points.every(({ value }) => value === null)
          ? 'The first point appears after the first nightly check that is judged; checks by hand add none.'
          : undefined
      }
      table={
        <NightTable
          nights={nights}
          columns={[
            ['Night’s p', ({ step }) => formatP(step?.pValue ?? null)],
            ['Weighs', ({ step }) => (step === null ? '–' : formatEvidence(step.eValue))],
            ['Evidence', ({ step }) => (step === null ? '–' : formatEvidence(step.cusum))],
          ]}
        />
      }
    >
      <LinePlot
        points={points}
        markers={markers}
        span={span}
        limit={Math.log10(alarmAt)}
        ticks={ticksTo(top)}
        format={powerOfTen}
        say={({ step }) =>
          step === null
            ? 'not weighed'
            : `evidence ${formatEvidence(step.cusum)}, the night weighs ${formatEvidence(step.eValue)}`
        }
      />
    </Figure>
  );
}

const MOST_TICKS = 6;

/** A whole power as people read it: `1`, `100`, `10⁵`. */
function powerOfTen(power: number): string {
  return power < 4 ? formatEvidence(10 ** power) : formatEvidence(10 ** power).replace(/^1\.0.×./, '');
}

/** Whole powers from the bottom to the top, every second or third where there are many. */
function ticksTo(top: number): number[] {
  const every = Math.ceil((top - BOTTOM) / MOST_TICKS);
  const steps = Math.ceil((top - BOTTOM) / every);
  return Array.from({ length: steps + 1 }, (_, index) => BOTTOM + index * every);
}
