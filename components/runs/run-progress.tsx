import { Progress } from '@mantine/core';
import type { RunSummary } from '#lib/contract/runs.ts';
import { isActive, progressPercent, progressSentence } from './run-facts.ts';
import styles from './run-progress.module.css';

/** How far a run has come; keeps its place when the run ends, so that nothing below it moves. */
export function RunProgress({ run }: { run: RunSummary }) {
  const active = isActive(run);
  const percent = progressPercent(run);
  return (
    <div className={styles.progress}>
      <Progress.Root size="sm" transitionDuration={300}>
        <Progress.Section
          value={percent}
          color={active ? 'tide.5' : 'gray.5'}
          // The kit's own attributes would say the percentage in place of the sentence.
          withAria={false}
          role="progressbar"
          aria-label="Answers stored"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={progressSentence(run)}
        />
      </Progress.Root>
      <p className={styles.sentence} aria-live="polite">
        {progressSentence(run)}
      </p>
    </div>
  );
}
