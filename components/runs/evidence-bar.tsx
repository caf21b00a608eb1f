import styles from './evidence-bar.module.css';
import { formatEvidence } from './night-words.ts';

/** Factor by which the bar reaches beyond the alarm level. */
const BEYOND = 4;

interface EvidenceBarProps {
  cusum: number;
  alarmAt: number;
}

/** Evidence over the nights on a logarithmic line, from none to beyond the alarm level. */
export function EvidenceBar({ cusum, alarmAt }: EvidenceBarProps) {
  const end = Math.log(alarmAt * BEYOND);
  const at = (evidence: number) => `${Math.min(100, (100 * Math.log(Math.max(1, evidence))) / end)}%`;
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={`Evidence ${formatEvidence(cusum)}, alarm at ${formatEvidence(alarmAt)}`}
    >
      <span className={styles.fill} data-over={cusum >= alarmAt || undefined} style={{ width: at(cusum) }} />
      <span className={styles.alarm} style={{ insetInlineStart: at(alarmAt) }} />
    </div>
  );
}
