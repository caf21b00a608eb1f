import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import { SEVERITIES, type Severity } from '#lib/policy/severity.ts';
import styles from './severity-counts.module.css';

/** How many incidents are open at each severity; those at zero stay, greyed, so that the row never jumps. */
export function SeverityCounts({ counts }: { counts: Record<Severity, number> }) {
  return (
    <ul className={styles.counts} aria-label="Open incidents by severity">
      {SEVERITIES.map((severity) => (
        <li key={severity} data-none={counts[severity] === 0 || undefined}>
          <SeverityBadge severity={severity} />
          {counts[severity]}
        </li>
      ))}
    </ul>
  );
}
