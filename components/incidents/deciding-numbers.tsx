import { Metric } from '#components/ui/metric.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatCount, formatP, formatShare } from '#lib/format/numbers.ts';
import { SIGNAL_LABEL } from '#lib/policy/labels.ts';
import { NIGHTLY_ALPHA } from '#lib/policy/thresholds.ts';
import styles from './deciding-numbers.module.css';

/** The numbers that made the verdict, each against its noise, its threshold and the run it comes from. */
export function DecidingNumbers({ run }: { run: RunDetail }) {
  const source = { label: `Run ${run.id}`, href: routes.run(run.id) };
  const changed = run.prompts.filter(({ movement }) => movement === 'changed').length;
  const judged = run.prompts.filter(({ movement }) => movement !== null && movement !== 'unmeasured').length;
  return (
    <div className={styles.numbers}>
      {run.signals.map((signal) => {
        const label = SIGNAL_LABEL[signal.name];
        const threshold = formatShare(signal.threshold);
        const noise = formatShare(signal.noise);
        return (
          <Metric
            key={signal.name}
            label={label?.label ?? signal.name}
            value={formatShare(signal.value)}
            against={`noise ${noise}, threshold ${threshold}`}
            {...(signal.fired && { tone: 'magenta' as const })}
            why={{
              meaning: label?.meaning ?? 'A measured quantity of the run.',
              ...(label && { formula: label.formula }),
              threshold: `fires above ${threshold}, if noise alone does not explain it`,
              noise: `${noise}: the same between the baseline’s own repetitions`,
              source,
            }}
          />
        );
      })}
      <Metric
        label="By noise alone"
        value={formatP(run.pValue)}
        against={`drift needs p ≤ ${NIGHTLY_ALPHA}`}
        why={{
          meaning: 'How likely a difference at least this large would be if nothing had changed.',
          formula: 'exact permutation test between this run’s and the baseline’s answers, prompt by prompt',
          threshold: `p ≤ ${NIGHTLY_ALPHA}`,
          source,
        }}
      />
      <Metric
        label="Prompts that changed"
        value={`${formatCount(changed)} of ${formatCount(judged)}`}
        against={judged === run.prompts.length ? 'all prompts compared' : `${run.prompts.length - judged} not compared`}
        why={{
          meaning: 'Prompts whose answer occurs in none of the baseline’s repetitions. They are listed below.',
          source,
        }}
      />
    </div>
  );
}
