import { passText } from '#components/golden/golden-task-table.tsx';
import { Metric } from '#components/ui/metric.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './deciding-numbers.module.css';

/** The few numbers that decided about a prompt: how many tasks, and how far the first of them fell. */
export function RegressionNumbers({ prompt: { runs, tasks } }: { prompt: NonNullable<IncidentDetail['prompt']> }) {
  const [run] = runs;
  const [worst] = tasks;
  if (run === undefined) return null;
  const source = { label: `Golden run ${run.id}`, href: routes.goldenRun(run.id) };
  const total = Object.values(run.outcomes ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <div className={styles.numbers}>
      <Metric
        label="Regressed tasks"
        value={formatCount(run.outcomes?.regressed ?? tasks.length)}
        against={`of ${formatCount(total, 'task')}`}
        tone="magenta"
        why={{ meaning: 'Tasks that are worse than their baseline by more than chance explains.', source }}
      />
      {worst !== undefined && (
        <Metric
          label="First of them"
          value={passText(worst.head)}
          against={`baseline ${passText(worst.baseline)}${worst.base === null ? '' : `, old prompt ${passText(worst.base)}`}`}
          why={{ meaning: `${worst.title}: attempts that pass, of those measured. ${worst.reason}`, source }}
        />
      )}
      <Metric
        label="Seen"
        value={formatCount(runs.length)}
        against={runs.length === 1 ? 'golden run' : 'golden runs'}
        why={{ meaning: 'Golden runs of the main branch in which it regressed since the incident opened.', source }}
      />
    </div>
  );
}
