import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import styles from './connection-report.module.css';

interface ConnectionReportProps {
  test: ConnectionTest;
  /** The outcome in a sentence, where it is not merely whether the model answers. */
  outcome?: string;
}

/** The steps of a connection test: what was tried, what came back, what to mend. */
export function ConnectionReport({ test, outcome }: ConnectionReportProps) {
  return (
    <section className={styles.report} aria-label="Connection test" aria-live="polite">
      <p className={styles.outcome}>{outcome ?? (test.ok ? 'The model answers.' : 'The model does not answer.')}</p>
      <ol>
        {test.steps.map((step) => (
          <li key={step.name} data-ok={step.ok}>
            {step.ok ? (
              <IconCircleCheck size={18} aria-label="Passed" />
            ) : (
              <IconCircleX size={18} aria-label="Failed" />
            )}
            <span className={styles.name}>{step.name}</span>
            <span className={styles.duration}>{step.durationMs === null ? '' : formatDurationMs(step.durationMs)}</span>
            <span className={styles.detail}>{step.detail}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
