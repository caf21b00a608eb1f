import { formatSignal, signalInfo, signalLabel } from '#components/signals/words.ts';
import { Metric } from '#components/ui/metric.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatCount, formatP } from '#lib/format/numbers.ts';
import { FIRING_P } from '#lib/policy/thresholds.ts';
import styles from './deciding-numbers.module.css';

/** Fired signals that stand beside the verdict; the table below has all of them. */
const SHOWN = 3;

/** The few numbers that made the verdict, each against its noise, its threshold and the run it comes from. */
export function DecidingNumbers({ run }: { run: RunDetail }) {
  const source = { label: `Run ${run.id}`, href: routes.run(run.id) };
  const changed = run.prompts.filter(({ movement }) => movement === 'changed').length;
  const judged = run.prompts.filter(({ movement }) => movement !== null && movement !== 'unmeasured').length;
  const fired = run.signals.filter((signal) => signal.fired).slice(0, SHOWN);
  return (
    <div className={styles.numbers}>
      {fired.map(({ name, value, noise, threshold }) => {
        const info = signalInfo(name);
        return (
          <Metric
            key={name}
            label={signalLabel(name)}
            value={formatSignal(name, value)}
            against={`noise ${formatSignal(name, noise)}, threshold ${formatSignal(name, threshold)}`}
            tone="magenta"
            why={{
              meaning: info?.meaning ?? 'A measured quantity of the run.',
              ...(info && { formula: info.formula }),
              threshold: `fires above ${formatSignal(name, threshold)}, if noise alone does not explain it`,
              noise: `${formatSignal(name, noise)}, what it would be if nothing had changed`,
              source,
            }}
          />
        );
      })}
      <Metric
        label="By noise alone"
        value={formatP(run.step?.pValue ?? run.pValue)}
        against={run.step?.pConfirmation == null ? `drift needs p ≤ ${FIRING_P}` : 'with its fresh repetitions'}
        why={{
          meaning: 'How likely a difference at least this large would be if nothing had changed.',
          formula:
            'smallest p over the signals, against shuffles of tonight’s and the baseline’s answers, prompt by prompt',
          threshold: `p ≤ ${FIRING_P}`,
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
