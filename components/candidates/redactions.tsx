import type { CandidateDetail } from '#lib/contract/candidates.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './candidates.module.css';

/** What was taken out of a trace before it was stored; the values themselves are nowhere. */
export function Redactions({ redactions }: Pick<CandidateDetail, 'redactions'>) {
  if (redactions.length === 0) return <p>Nothing that looks like a secret or like personal data was found.</p>;
  return (
    <ul className={styles.list}>
      {redactions.map(({ kind, where, count }) => (
        <li key={`${kind} ${where}`}>
          {formatCount(count)} × {kind} in the {where}
        </li>
      ))}
    </ul>
  );
}
