import styles from '#components/candidates/candidates.module.css';
import { formatCount } from '#lib/format/numbers.ts';
import type { Check } from './use-check.ts';

const WITHOUT_PROBLEMS: Record<Check['standing'], string> = {
  checked: 'It is a valid task.',
  checking: 'Checking…',
  unknown: 'It could not be checked: the server did not answer. It is checked again when it is stored.',
};

/** What is wrong with a task file, line by line. */
export function CheckStatus({ check: { standing, problems } }: { check: Check }) {
  if (problems.length === 0) return <p role="status">{WITHOUT_PROBLEMS[standing]}</p>;
  return (
    <div role="status">
      <p>{formatCount(problems.length, 'problem')}:</p>
      <ul className={styles.list}>
        {problems.map(({ line, column, reason }) => (
          <li key={`${line}:${column}:${reason}`}>
            Line {line}: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
