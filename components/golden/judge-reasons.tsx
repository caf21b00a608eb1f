import { IconCheck, IconGavel, IconX } from '@tabler/icons-react';
import { SafeText } from '#components/diff/safe-text.tsx';
import type { GoldenAttemptView } from '#lib/contract/golden/attempts.ts';
import { formatShare } from '#lib/format/numbers.ts';
import styles from './attempts.module.css';
import type { Sides } from './shown-attempts.ts';

/** What the judge said of the two answers shown: score, how sure it is, which items are met, and why. */
export function JudgeReasons({ old, now }: Pick<Sides, 'old' | 'now'>) {
  const sides = [old, now].flatMap(({ name, shown }) => (shown === null ? [] : [{ name, rubric: shown.rubric }]));
  if (sides.every(({ rubric }) => rubric === null)) return null;
  return (
    <section className={styles.judge} aria-label="Judge">
      <div className={styles.opinions}>
        {sides.map(({ name, rubric }) =>
          rubric === null ? (
            <div key={name}>
              <Head name={name} says="not judged" />
            </div>
          ) : (
            <Opinion key={name} name={name} rubric={rubric} />
          ),
        )}
      </div>
    </section>
  );
}

interface OpinionProps {
  name: string;
  rubric: NonNullable<GoldenAttemptView['rubric']>;
}

function Head({ name, says }: { name: string; says: string }) {
  return (
    <h3>
      <IconGavel size={16} stroke={1.75} aria-hidden />
      {name}
      <span className={styles.tally}>{says}</span>
    </h3>
  );
}

function Opinion({ name, rubric: { score, confidence, items, reasons } }: OpinionProps) {
  return (
    <div>
      <Head name={name} says={`score ${formatShare(score)}, ${Math.round(confidence)} of 100 sure`} />
      {items.length > 0 && (
        <ul>
          {items.map(({ id, met }) => {
            const Shape = met ? IconCheck : IconX;
            return (
              <li key={id} className={styles.outcome} data-passed={met}>
                <Shape size={14} stroke={2.25} aria-hidden />
                {id} {met ? 'met' : 'not met'}
              </li>
            );
          })}
        </ul>
      )}
      {reasons !== '' && (
        <p dir="auto">
          <SafeText text={reasons} whitespace={false} />
        </p>
      )}
    </div>
  );
}
