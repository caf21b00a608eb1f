import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import type { Severity } from '#lib/contract/common.ts';
import { SEVERITY_STYLE } from '#lib/policy/severity.ts';
import styles from './rule-line.module.css';

/** Why the incident is as urgent as it is: the row of the severity table that decided. */
export function RuleLine({ severity, rule }: { severity: Severity; rule: string }) {
  return (
    <p className={styles.rule}>
      <SeverityBadge severity={severity} /> {SEVERITY_STYLE[severity].meaning}. <span>Decided by: {rule}.</span>
    </p>
  );
}
