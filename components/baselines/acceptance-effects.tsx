import type { Acceptance } from '#lib/contract/signals.ts';
import styles from './baselines.module.css';

/** What accepting a behaviour as the new baseline does, and how to take it back. */
export function AcceptanceEffects({ acceptance }: { acceptance: Acceptance }) {
  return (
    <ul className={styles.effects}>
      <li>{acceptance.reason}</li>
      <li>
        {acceptance.way === 'capture'
          ? 'The present baseline stays in use until the capture is complete; then the evidence over nights starts anew.'
          : 'The present baseline ends, and the evidence over nights starts anew.'}
      </li>
      <li>From then on the old behaviour would count as drift.</li>
      <li>To go back, accept an earlier check or capture a new baseline; nothing is deleted.</li>
    </ul>
  );
}
