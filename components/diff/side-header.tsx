import { NativeSelect } from '@mantine/core';
import type { SampleView } from '#lib/contract/runs.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import classes from './diff.module.css';
import { FactLine } from './fact-line.tsx';
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
      {chosen === null ? null : <FactLine facts={factsOf(chosen)} />}
    </div>
  );
}

/** How an answer came about, where it is known. */
function factsOf(answer: SampleView): [string, string][] {
  const facts: [string, string | null][] = [
    ['Finish', answer.finishReason],
    ['Tokens', answer.completionTokens === null ? null : formatCount(answer.completionTokens)],
    ['Latency', answer.latencyMs === null ? null : formatDurationMs(answer.latencyMs)],
    ['Cost', answer.costUsd === null ? null : formatUsd(answer.costUsd)],
    ['Attempts', answer.attempts > 1 ? formatCount(answer.attempts) : null],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
