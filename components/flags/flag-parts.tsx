import { TextDiff } from '#components/diff/text-diff.tsx';
import type { FlagDriftView } from '#lib/contract/drift/flags.ts';
import { FLAG_PART_LABEL, sideText } from './flag-words.ts';
import styles from './flags.module.css';

/** Each part of a flag that differs: git's side and flagd's. */
export function FlagParts({ deltas }: Pick<FlagDriftView, 'deltas'>) {
  return (
    <div className={styles.parts}>
      {deltas.map(({ part, git, live, context }) => (
        <section key={part} className={styles.part} aria-label={FLAG_PART_LABEL[part]}>
          <h3>{FLAG_PART_LABEL[part]}</h3>
          {context !== null && <p className={styles.context}>Evaluated for {JSON.stringify(context)}</p>}
          <TextDiff
            before={sideText(git)}
            after={sideText(live)}
            names={['Git says', 'flagd serves']}
            label={`${FLAG_PART_LABEL[part]}, line by line`}
          />
        </section>
      ))}
    </div>
  );
}
