import { Time } from '#components/time/time.tsx';
import { Metric } from '#components/ui/metric.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { factorText, medianFactor } from './against-baseline.ts';
import styles from './golden.module.css';
import { goldenDurationMs } from './golden-run-facts.ts';

interface GoldenRunNumbersProps {
  run: GoldenRunDetail;
  /** For the duration of a run that still goes. */
  nowMs: number;
}

/** The numbers that decided, and what the run took; each can be asked why. */
export function GoldenRunNumbers({ run, nowMs }: GoldenRunNumbersProps) {
  const { outcomes, tasks } = run;
  const regressed = outcomes?.regressed ?? 0;
  return (
    <div className={styles.numbers}>
      <Metric
        label="Regressed"
        value={outcomes === null ? '–' : formatCount(regressed)}
        against={`of ${formatCount(tasks.length, 'task')}`}
        {...(regressed > 0 && { tone: 'magenta' as const })}
        why={{
          meaning:
            'Tasks that the new prompt does worse than their baseline and than the old prompt. One is enough to fail.',
          formula:
            'Fisher’s exact test of passing against failing attempts, against the baseline and against fresh attempts with the old prompt',
        }}
      />
      <Metric
        label="Latency"
        value={factorText(medianFactor(tasks, 'latencyMs'))}
        against="of baseline, middle task"
        why={{
          meaning:
            'How long the model takes for a task against its baseline, without retries, the gateway or waits for a rate limit.',
          formula: 'median over tasks of (median of passing attempts ÷ baseline’s median)',
          threshold: 'a task regresses above twice its baseline',
        }}
      />
      <Metric
        label="Tokens"
        value={factorText(medianFactor(tasks, 'tokens'))}
        against="of baseline, middle task"
        why={{
          meaning: 'Prompt and completion tokens of a task against its baseline, over all turns.',
          formula: 'median over tasks of (median of passing attempts ÷ baseline’s median)',
          threshold: 'a task regresses above twice its baseline',
        }}
      />
      <Metric
        label="Calls"
        value={formatCount(run.calls)}
        against={`${formatCount(run.storedAttempts, 'attempt')}${run.repeat === null ? '' : `, ${run.repeat} a task first`}`}
        why={{
          meaning:
            'Model calls of agent and judge, repeated ones included. Only tasks that look worse are tried more often.',
          formula: `${formatCount(run.promptTokens)} tokens in, ${formatCount(run.completionTokens)} out`,
        }}
      />
      <Metric
        label="Cost"
        value={formatUsd(run.costUsd)}
        against={run.estimatedCostUsd === null ? 'no estimate' : `about ${formatUsd(run.estimatedCostUsd)} expected`}
        why={{
          meaning: 'What the gateway charged for agent and judge, retries included.',
          ...(run.budgetUsd !== null && { threshold: `budget of ${formatUsd(run.budgetUsd)}` }),
        }}
      />
      <Metric
        label="Duration"
        value={formatDurationMs(goldenDurationMs(run, nowMs))}
        against={<Time at={run.startedAt ?? run.createdAt} />}
        why={{ meaning: 'From the first call to the verdict, waiting for rate limits included.' }}
      />
    </div>
  );
}
