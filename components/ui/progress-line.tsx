import { Progress } from '@mantine/core';
import styles from './progress-line.module.css';

interface ProgressLineProps {
  /** What fills up: `Answers stored`. */
  label: string;
  percent: number;
  /** It still moves. */
  active: boolean;
  /** How far it has come, in a sentence. */
  sentence: string;
}

/** How far something has come; keeps its place at the end, so that nothing below it moves. */
export function ProgressLine({ label, percent, active, sentence }: ProgressLineProps) {
  return (
    <div className={styles.progress}>
      <Progress.Root size="sm" transitionDuration={300}>
        <Progress.Section
          value={percent}
          color={active ? 'tide.5' : 'gray.5'}
          // The kit's own attributes would say the percentage in place of the sentence.
          withAria={false}
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={sentence}
        />
      </Progress.Root>
      <p className={styles.sentence} aria-live="polite">
        {sentence}
      </p>
    </div>
  );
}
