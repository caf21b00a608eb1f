'use client';

import { useState } from 'react';
import type { SampleView } from '#lib/contract/runs.ts';
import { AnswerParts } from './answer-parts.tsx';
import classes from './diff.module.css';
import { DiffToolbar } from './diff-toolbar.tsx';
import { type Difference, differenceOf } from './difference.ts';
import { representativeOf, sampleKey, variationSentence } from './representative.ts';
import { SideHeader } from './side-header.tsx';
import { UnmeasuredNote } from './unmeasured-note.tsx';

interface AnswerDiffProps {
  /** Answers of the baseline's repetitions. */
  before: readonly SampleView[];
  after: readonly SampleView[];
}

const DIFFERENCE_SENTENCE: Record<Difference, string> = {
  identical: 'Identical, character for character.',
  whitespace: 'Only whitespace differs.',
  normalised: 'Same content after normalisation; only the layout differs.',
  different: '',
};

/** Old answers against new ones, side by side or unified by width; model output is drawn as text only. */
export function AnswerDiff({ before, after }: AnswerDiffProps) {
  const [oldKey, setOldKey] = useState<string | null>(null);
  const [newKey, setNewKey] = useState<string | null>(null);
  const [whitespaceChoice, setWhitespace] = useState<boolean | null>(null);
  const common = representativeOf(before);
  const fresh = representativeOf(after);
  const old = before.find((sample) => sampleKey(sample) === oldKey) ?? common?.sample ?? null;
  const now = after.find((sample) => sampleKey(sample) === newKey) ?? fresh?.sample ?? null;
  const comparable = old?.outcome === 'measured' && now?.outcome === 'measured';
  const difference = comparable ? differenceOf(old, now) : null;
  const whitespace = whitespaceChoice ?? difference === 'whitespace';
  const variation =
    common === null ? 'There is no baseline answer to compare with.' : variationSentence(common, 'baseline');

  return (
    <div className={classes.diff}>
      <DiffToolbar whitespace={whitespace} onWhitespace={setWhitespace}>
        {difference === null ? '' : DIFFERENCE_SENTENCE[difference]} {variation}
      </DiffToolbar>
      <div className={classes.sides}>
        <SideHeader
          name="Baseline"
          side="before"
          samples={before}
          chosen={old}
          representative={common === null ? null : sampleKey(common.sample)}
          onChoose={setOldKey}
        />
        <SideHeader
          name="New"
          side="after"
          samples={after}
          chosen={now}
          representative={fresh === null ? null : sampleKey(fresh.sample)}
          onChoose={setNewKey}
        />
      </div>
      {old?.outcome === 'unmeasured' ? <UnmeasuredNote subject="The baseline answer" {...old} /> : null}
      {now?.outcome === 'unmeasured' ? <UnmeasuredNote subject="The new answer" {...now} /> : null}
      {now === null ? <p className={classes.note}>No answer of this run is stored for this prompt.</p> : null}
      <AnswerParts old={old} now={now} comparable={comparable} whitespace={whitespace} />
    </div>
  );
}
