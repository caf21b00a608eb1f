import { Time } from '#components/time/time.tsx';
import { Metric } from '#components/ui/metric.tsx';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatCount, formatDurationMs, formatP, formatShare, formatUsd } from '#lib/format/numbers.ts';
import { formatRepetitions } from '#lib/format/repetitions.ts';
import { CALL_PLAN_LABEL } from '#lib/policy/labels.ts';
import { SIGNAL_INFO } from '#lib/policy/signals.ts';
import { FIRING_P, HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';
import { runDurationMs, tokenWords } from './run-facts.ts';
import styles from './run-numbers.module.css';

interface RunNumbersProps {
  run: RunDetail;
  /** For the duration of a run that still goes. */
  nowMs: number;
}

/** The numbers that decided, and what the run took; each can be asked why. */
export function RunNumbers({ run, nowMs }: RunNumbersProps) {
  const signal = run.signals.find((candidate) => candidate.name === 'hash_delta');
  const { label, meaning, formula } = SIGNAL_INFO.hash_delta;
  const compared = run.purpose === 'check' || run.purpose === 'confirmation';
  const threshold = formatShare(signal?.threshold ?? HASH_DELTA_THRESHOLD);
  const unmeasured = run.storedSamples - run.measuredSamples;
  return (
    <div className={styles.numbers}>
      <Metric
        label={label}
        value={formatShare(run.deltaRate)}
        against={compared ? `noise ${formatShare(run.noiseRate)}, threshold ${threshold}` : 'not compared'}
        why={{
          meaning,
          formula,
          threshold: `more than ${threshold}`,
          noise: `${formatShare(run.noiseRate)}, what it would be if nothing had changed`,
        }}
      />
      <Metric
        label="Chance of this by noise"
        value={run.pValue === null ? '–' : formatP(run.pValue)}
        against={compared ? `drift needs p ≤ ${FIRING_P}` : 'not compared'}
        why={{
          meaning:
            'How likely a difference at least this large would be if nothing had changed, all signals taken together.',
          formula: permutationsOf(run),
          threshold: `p ≤ ${FIRING_P}`,
        }}
      />
      <Metric
        label="Answers"
        value={`${formatCount(run.measuredSamples)} of ${formatCount(run.plannedSamples)}`}
        against={unmeasured === 0 ? 'measured' : `measured, ${formatCount(unmeasured)} unmeasured`}
        why={{
          meaning:
            'Answers that could be measured, of those planned. Unmeasured ones count neither as drift nor as stable.',
          formula: `${planOf(run)}${formatCount(run.prompts.length, 'prompt')}, ${formatRepetitions(run.repetitions)} each`,
        }}
      />
      <Metric
        label="Cost"
        value={formatUsd(totalCost(run))}
        against={run.estimatedCostUsd === null ? 'no estimate' : `at most ${formatUsd(run.estimatedCostUsd)} expected`}
        why={{
          meaning:
            'What the gateway charged, retries included; where it says nothing, tokens times the endpoint’s prices.',
          formula: `${tokenWords(run)}${judgeShare(run)}`,
          ...(run.budgetUsd !== null && { threshold: `budget of ${formatUsd(run.budgetUsd)}` }),
        }}
      />
      <Metric
        label="Duration"
        value={formatDurationMs(runDurationMs(run, nowMs))}
        against={<Time at={run.startedAt ?? run.createdAt} />}
        why={{ meaning: 'From the first call to the verdict, waiting for rate limits included.' }}
      />
    </div>
  );
}

function planOf({ plan }: RunDetail): string {
  return plan === null ? '' : `plan “${CALL_PLAN_LABEL[plan].label}”: `;
}

function permutationsOf({ permutations }: RunDetail): string {
  const shuffles = permutations === null ? 'shuffles' : formatCount(permutations, 'shuffle');
  return `smallest p over the signals, against ${shuffles} of tonight’s and the baseline’s answers within each prompt`;
}

/** Answers and judge together; null while neither is known. */
function totalCost({ costUsd, judgeCostUsd }: RunDetail): number | null {
  return costUsd === null && judgeCostUsd === null ? null : (costUsd ?? 0) + (judgeCostUsd ?? 0);
}

function judgeShare({ judgeCostUsd }: RunDetail): string {
  return judgeCostUsd === null ? '' : `; of the cost ${formatUsd(judgeCostUsd)} for the judge`;
}
