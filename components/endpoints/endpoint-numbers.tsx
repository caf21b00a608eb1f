import { evidenceSentence, formatEvidence } from '#components/runs/night-words.ts';
import { Time } from '#components/time/time.tsx';
import { Metric } from '#components/ui/metric.tsx';
import type { EndpointHistory } from '#lib/contract/baselines.ts';
import type { EndpointDetail } from '#lib/contract/endpoints.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount, formatP, formatShare } from '#lib/format/numbers.ts';
import { formatRepetitions } from '#lib/format/repetitions.ts';
import { SIGNAL_INFO } from '#lib/policy/signals.ts';
import { BASELINE_MIN_REPETITIONS, FIRING_P, HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';
import styles from './endpoint-numbers.module.css';

interface EndpointNumbersProps {
  endpoint: EndpointDetail;
  history: EndpointHistory;
}

/** The numbers of the last check, what they are held against, and when the next one comes. */
export function EndpointNumbers({ endpoint, history }: EndpointNumbersProps) {
  const check = endpoint.lastCheck;
  const { label, meaning, formula } = SIGNAL_INFO.hash_delta;
  const step = history.nights.findLast(({ trigger, step }) => trigger === 'schedule' && step !== null)?.step ?? null;
  const source = check && { label: `Run ${check.id}`, href: routes.run(check.id) };
  return (
    <section className={styles.numbers} aria-label="Last check">
      <Metric
        label={label}
        value={formatShare(check?.deltaRate ?? null)}
        against={`noise ${formatShare(check?.noiseRate ?? null)}, threshold ${formatShare(HASH_DELTA_THRESHOLD)}`}
        why={{
          meaning,
          formula,
          threshold: `more than ${formatShare(HASH_DELTA_THRESHOLD)}`,
          ...(source && { source }),
        }}
      />
      <Metric
        label="Chance of this by noise"
        value={check?.pValue == null ? '–' : formatP(check.pValue)}
        against={`drift needs p ≤ ${FIRING_P}`}
        why={{
          meaning:
            'How likely a difference at least this large would be if nothing had changed, all signals taken together.',
          formula: 'smallest p over the signals, against shuffles of tonight’s and the baseline’s answers',
          threshold: `p ≤ ${FIRING_P}`,
          ...(source && { source }),
        }}
      />
      <Metric
        label="Evidence over nights"
        value={step === null ? '–' : formatEvidence(step.cusum)}
        against={
          step === null
            ? 'no nightly check was weighed yet'
            : `alarm at ${formatEvidence(history.cusumAlarm)}. ${evidenceSentence(step, history.cusumAlarm)}`
        }
        why={{
          meaning: 'Each night multiplies the evidence that something changed; quiet nights pull it down.',
          formula: 'e-CUSUM over the nights, anew with each baseline',
          threshold: `an incident opens at ${formatEvidence(history.cusumAlarm)}`,
          ...(source && { source }),
        }}
      />
      <Metric
        label="Baseline"
        value={endpoint.baseline === null ? 'None' : formatRepetitions(endpoint.baseline.repetitions)}
        against={baselineAge(endpoint)}
        why={{
          meaning:
            'Independent answers to every prompt that count as normal. Their differences among themselves are the noise.',
          threshold: `at least ${BASELINE_MIN_REPETITIONS} repetitions before anything is judged`,
        }}
      />
      <Metric
        label="Last check"
        value={check === null ? 'Never' : <Time at={check.finishedAt ?? check.createdAt} />}
        against={
          check === null
            ? undefined
            : `${formatCount(check.measuredSamples)} of ${formatCount(check.plannedSamples)} measured`
        }
        why={{ meaning: 'When the latest finished check ended.', ...(source && { source }) }}
      />
      <Metric
        label="Next check"
        value={endpoint.nextRunAt === null ? 'None' : <Time at={endpoint.nextRunAt} />}
        against={endpoint.nextRunAt === null ? 'paused' : 'every night'}
        why={{ meaning: 'Active endpoints are checked once a night; a missed night is caught up.' }}
      />
    </section>
  );
}

function baselineAge({ baseline }: EndpointDetail) {
  if (baseline === null) return 'capture one to start judging';
  if (baseline.state === 'capturing') return 'being captured';
  return (
    <>
      captured <Time at={baseline.readyAt ?? baseline.createdAt} />
    </>
  );
}
