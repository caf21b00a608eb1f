'use client';

import { useMemo } from 'react';
import type { RunPromptEvidence, SampleView } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './changed-sentences.module.css';
import { clipSegments } from './fold.ts';
import { LineText } from './line-text.tsx';
import { representativeOf } from './representative.ts';
import { changedSentences } from './sentences.ts';
import { toolCallText } from './tool-calls.ts';
import type { Segment } from './words.ts';

/** Changed sentences shown of one prompt; the whole answers have the others. */
const SHOWN = 3;
/** Longest part of a sentence shown, in UTF-16 code units: some answers have no full stop. */
const MAX_CHARS = 600;

/** The sentences that changed from the most common baseline answer to the most common new one. */
export function ChangedSentences({ evidence }: { evidence: Pick<RunPromptEvidence, 'baseline' | 'current'> }) {
  const changes = useMemo(() => {
    const [before, after] = [textOf(evidence.baseline), textOf(evidence.current)];
    return before === null || after === null ? null : changedSentences(before, after);
  }, [evidence.baseline, evidence.current]);
  if (changes === null) return <p className={styles.note}>An answer is missing on one side.</p>;
  if (changes.length === 0) return <p className={styles.note}>The most common answers say the same on both sides.</p>;
  return (
    <>
      <ul className={styles.changes}>
        {changes.slice(0, SHOWN).map((change, index) => {
          // Changes are computed as a whole, so their order is their identity.
          const key = `${index}`;
          return (
            <li key={key}>
              {change.before && <Sentence side="before" segments={change.before} />}
              {change.after && <Sentence side="after" segments={change.after} />}
            </li>
          );
        })}
      </ul>
      {changes.length > SHOWN && (
        <p className={styles.note}>and {formatCount(changes.length - SHOWN, 'more changed sentence')}</p>
      )}
    </>
  );
}

const SIGN = { before: ['−', 'Old:'], after: ['+', 'New:'] } as const;

function Sentence({ side, segments }: { side: 'before' | 'after'; segments: readonly Segment[] }) {
  const [sign, spoken] = SIGN[side];
  return (
    <div className={styles.sentence} data-side={side}>
      <span aria-hidden>{sign}</span>
      <span className={styles.spoken}>{spoken}</span>
      <LineText
        segments={clipSegments(segments, MAX_CHARS)}
        ends={false}
        mark={side === 'before' ? 'del' : 'ins'}
        whitespace={false}
      />
    </div>
  );
}

/** Text and tool calls of the answer that stands for a side; null where none was measured. */
function textOf(samples: readonly SampleView[]): string | null {
  const sample = representativeOf(samples)?.sample;
  if (sample === undefined || sample.outcome !== 'measured') return null;
  const calls = sample.toolCalls?.length ? [toolCallText(sample.toolCalls)] : [];
  return [sample.output ?? '', ...calls].filter((part) => part !== '').join('\n');
}
