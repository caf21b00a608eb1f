import Link from 'next/link';
import { fullTime } from '#components/time/relative.ts';
import type { GoldenTaskHistoryEntry } from '#lib/contract/golden/tasks.ts';
import { routes } from '#lib/contract/routes.ts';
import { TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import { TASK_SHAPE } from './golden-badges.tsx';
import styles from './outcome-strip.module.css';

interface OutcomeStripProps {
  taskId: string;
  /** The oldest first. */
  entries: readonly GoldenTaskHistoryEntry[];
  /** Whose nights they are. */
  name: string;
}

/** Night by night what came of a task, as marks that lead to their runs. */
export function OutcomeStrip({ taskId, entries, name }: OutcomeStripProps) {
  return (
    <ol className={styles.strip} aria-label={`Nights of ${name}, the oldest first`}>
      {entries.map(({ runId, at, outcome, head }) => {
        const Shape = TASK_SHAPE[outcome];
        const said = `${fullTime(Date.parse(at), 'UTC')}: ${TASK_OUTCOME_LABEL[outcome].label.toLowerCase()}, ${head.passes} of ${head.runs} passed`;
        return (
          <li key={runId}>
            <Link
              href={routes.goldenRunTask(runId, taskId)}
              prefetch={false}
              aria-label={said}
              title={said}
              style={{
                color: `var(--tone-${TASK_OUTCOME_LABEL[outcome].tone})`,
                background: `var(--tone-${TASK_OUTCOME_LABEL[outcome].tone}-bg)`,
              }}
            >
              <Shape size={14} stroke={2.25} aria-hidden />
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
