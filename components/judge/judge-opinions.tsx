import { IconGavel } from '@tabler/icons-react';
import type { JudgementView } from '#lib/contract/judgements.ts';
import styles from './judge-opinions.module.css';
import { opinionWords, togetherWords } from './opinion-words.ts';

/** What a judge said of old and new, in both orders, with its reasons; its opinion on two baseline answers behind it. */
export function JudgeOpinions({ judgements }: { judgements: readonly JudgementView[] }) {
  const current = judgements.filter(({ kind }) => kind === 'current');
  const noise = judgements.filter(({ kind }) => kind === 'baseline');
  const [first] = judgements;
  if (first === undefined) return null;
  return (
    <section className={styles.judge} aria-label="Judge">
      <p className={styles.head}>
        <IconGavel size={16} stroke={1.75} aria-hidden />
        <span>
          <strong>{togetherWords(current)}</strong> <code>{first.judgeId}</code>
        </span>
      </p>
      <Opinions opinions={current} />
      {noise.length > 0 && (
        <details>
          <summary>Two baseline answers, for the judge’s own noise: {togetherWords(noise)}</summary>
          <Opinions opinions={noise} />
        </details>
      )}
    </section>
  );
}

function Opinions({ opinions }: { opinions: readonly JudgementView[] }) {
  return (
    <dl className={styles.opinions}>
      {opinions.map((opinion) => (
        <div key={String(opinion.swapped)}>
          <dt>{opinion.swapped ? 'New shown first' : 'Old shown first'}</dt>
          <dd>
            {opinionWords(opinion)}
            {opinion.confidence !== null && <span className="tabular"> · {opinion.confidence} of 100 sure</span>}
            {opinion.reasons !== null && opinion.reasons !== '' && (
              <span className={styles.reasons}>{opinion.reasons}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
