import { formatShare } from '#lib/format/numbers.ts';
import styles from './delta.module.css';

interface DeltaProps {
  /** Share of prompts whose answer is new, 0 to 1. */
  deltaRate: number | null;
  /** The same share between the baseline's own repetitions. */
  noiseRate: number | null;
}

/** A delta never stands alone: it is held against the baseline's own noise. */
export function Delta({ deltaRate, noiseRate }: DeltaProps) {
  if (deltaRate === null) return <span className={styles.noise}>–</span>;
  return (
    <span className={styles.delta}>
      {formatShare(deltaRate)}
      <span className={styles.noise}>noise {formatShare(noiseRate)}</span>
    </span>
  );
}
