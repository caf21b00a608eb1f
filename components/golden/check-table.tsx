import { IconCheck, IconX } from '@tabler/icons-react';
import { SafeText } from '#components/diff/safe-text.tsx';
import type { GoldenAttemptView } from '#lib/contract/golden/attempts.ts';
import styles from './attempts.module.css';
import { comparedChecks } from './shown-attempts.ts';

interface CheckTableProps {
  old: GoldenAttemptView | null;
  now: GoldenAttemptView | null;
}

/** What every check said of the two answers shown, with why it failed. */
export function CheckTable({ old, now }: CheckTableProps) {
  const checks = comparedChecks(old, now);
  if (checks.length === 0) return null;
  return (
    <table className={styles.checks}>
      <caption>{old && now ? 'Checks of the two answers' : 'Checks of the answer'}</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          {old && (
            <th scope="col" data-side>
              Old
            </th>
          )}
          {now && (
            <th scope="col" data-side>
              {old ? 'New' : 'Outcome'}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.position}>
            <td>
              {check.label}
              {check.now?.passed === false && check.now.detail !== '' && (
                <span className={styles.detail}>
                  <SafeText text={check.now.detail} whitespace={false} />
                </span>
              )}
            </td>
            {old && (
              <td data-side>
                <Outcome of={check.old} />
              </td>
            )}
            {now && (
              <td data-side>
                <Outcome of={check.now} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome({ of }: { of: { passed: boolean; detail: string } | null }) {
  if (of === null) return <span className={styles.outcome}>not asked</span>;
  const Shape = of.passed ? IconCheck : IconX;
  return (
    <span className={styles.outcome} data-passed={of.passed} title={of.detail || undefined}>
      <Shape size={14} stroke={2.25} aria-hidden />
      {of.passed ? 'passed' : 'failed'}
    </span>
  );
}
