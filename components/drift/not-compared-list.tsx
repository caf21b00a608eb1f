import { SafeText } from '#components/diff/safe-text.tsx';
import type { NotComparedView } from '#lib/contract/drift/clusters.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { NOT_COMPARED_LABEL } from '#lib/policy/drift-labels.ts';
import styles from './drift.module.css';

interface NotComparedListProps {
  items: readonly NotComparedView[];
}

/** What was not compared: the subject, why, and what mends it. */
export function NotComparedList({ items }: NotComparedListProps) {
  return (
    <ul className={styles.left}>
      {items.map(({ subject, reason, detail }) => (
        <li key={`${subject} ${reason} ${detail}`}>
          <strong>
            <SafeText text={subject} whitespace={false} />
          </strong>
          <span>
            {NOT_COMPARED_LABEL[reason].label}
            {detail !== '' && (
              <>
                : <SafeText text={detail} whitespace={false} />
              </>
            )}
          </span>
          <span className={styles.meaning}>{NOT_COMPARED_LABEL[reason].mend}</span>
        </li>
      ))}
    </ul>
  );
}

/** The same, a click away; nothing where all was compared. */
export function NotComparedDetails({ items, title }: NotComparedListProps & { title: string }) {
  if (items.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>
        {title}: {formatCount(items.length, 'part')}
      </summary>
      <NotComparedList items={items} />
    </details>
  );
}
