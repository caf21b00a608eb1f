import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { NextStep } from './next-steps.ts';
import styles from './step-list.module.css';

/** What to do next, with what is done already ticked. */
export function StepList({ steps }: { steps: readonly NextStep[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map(({ text, done }) => (
        <li key={text} data-done={done || undefined}>
          {done ? (
            <IconCircleCheckFilled size={18} color="var(--tone-green)" aria-label="Done:" role="img" />
          ) : (
            <IconCircle size={18} stroke={1.5} aria-label="To do:" role="img" />
          )}
          {text}
        </li>
      ))}
    </ol>
  );
}
