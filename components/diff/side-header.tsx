import { NativeSelect } from '@mantine/core';
import type { SampleView } from '#lib/contract/runs.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import classes from './diff.module.css';
import { sampleKey } from './representative.ts';

interface SideHeaderProps {
  name: string;
  side: 'before' | 'after';
  samples: readonly SampleView[];
  chosen: SampleView | null;
  /** Key of the repetition that stands for all of them. */
  representative: string | null;
  onChoose: (key: string) => void;
}

/** Names one column of the comparison, lets a person choose the repetition, and says how the answer came about. */
export function SideHeader({ name, side, samples, chosen, representative, onChoose }: SideHeaderProps) {
  const manyRuns = new Set(samples.map((sample) => sample.runId)).size > 1;
  const label = (sample: SampleView) => {
    const run = manyRuns ? `Run ${sample.runId}, repetition` : 'Repetition';
    const mark = sampleKey(sample) === representative && samples.length > 2 ? ' (most common)' : '';
    return `${run} ${sample.repetition + 1}${sample.outcome === 'unmeasured' ? ' (unmeasured)' : mark}`;
  };
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sideName}>{name}</span>
      {samples.length > 1 && chosen !== null ? (
        <NativeSelect
          size="xs"
          aria-label={`${name}: repetition shown`}
          value={sampleKey(chosen)}
          onChange={(event) => onChoose(event.currentTarget.value)}
          data={samples.map((sample) => ({ value: sampleKey(sample), label: label(sample) }))}
        />
      ) : null}
      {chosen === null ? null : <Facts of={chosen} />}
    </div>
  );
}

function Facts({ of }: { of: SampleView }) {
  const facts: [string, string | null][] = [
    ['Finish', of.finishReason],
    ['Tokens', of.completionTokens === null ? null : formatCount(of.completionTokens)],
    ['Latency', of.latencyMs === null ? null : formatDurationMs(of.latencyMs)],
    ['Cost', of.costUsd === null ? null : formatUsd(of.costUsd)],
    ['Attempts', of.attempts > 1 ? formatCount(of.attempts) : null],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([term, value]) =>
        value === null ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
