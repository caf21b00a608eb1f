import type { ReactNode } from 'react';
import type { Tone } from '#lib/policy/tones.ts';
import styles from './metric.module.css';
import { Why, type WhyFacts } from './why.tsx';

interface MetricProps {
  label: string;
  /** Formatted, with its unit. */
  value: ReactNode;
  /** What the value is held against: `noise 4 %, threshold 30 %`. */
  against?: ReactNode;
  tone?: Tone;
  why: WhyFacts;
}

/** A number that can be asked why: its formula, threshold, noise and the run it comes from. */
export function Metric({ label, value, against, tone, why }: MetricProps) {
  return (
    <div className={styles.metric}>
      <div className={styles.label}>
        <Why label={label} why={why} />
      </div>
      <div className={styles.value} style={tone && { color: `var(--tone-${tone})` }}>
        {value}
      </div>
      {against && <div className={styles.against}>{against}</div>}
    </div>
  );
}
