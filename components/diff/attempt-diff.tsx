'use client';

import { type ReactNode, useState } from 'react';
import { AttemptBadge } from '#components/golden/golden-badges.tsx';
import { type AttemptSide, attemptFacts, type Sides } from '#components/golden/shown-attempts.ts';
import type { GoldenAttemptView } from '#lib/contract/golden/attempts.ts';
import { AnswerParts, type DrawnAnswer } from './answer-parts.tsx';
import classes from './diff.module.css';
import { DiffToolbar } from './diff-toolbar.tsx';
import { FactLine } from './fact-line.tsx';

/** An answer that no attempt of a gate gave. */
interface FoundAnswer {
  name: string;
  answer: DrawnAnswer;
}

interface AttemptDiffProps extends Pick<Sides, 'now'> {
  old: AttemptSide | FoundAnswer;
}

/** What was made of the same task before and now, side by side or unified by width; drawn as text only. */
export function AttemptDiff({ old, now }: AttemptDiffProps) {
  const [whitespace, setWhitespace] = useState(false);
  const isFound = 'answer' in old;
  const before = isFound ? old.answer : old.shown;
  const lone = before === null || now.shown === null;
  return (
    <div className={classes.diff} data-lone={lone || undefined}>
      <DiffToolbar whitespace={whitespace} onWhitespace={setWhitespace}>
        {sentenceOf(before, now.shown)}
      </DiffToolbar>
      <div className={classes.sides}>
        {isFound ? <SideName side="before" name={old.name} /> : <SideHead of={old} side="before" />}
        <SideHead of={now} side="after" />
      </div>
      <AnswerParts
        old={before}
        now={now.shown}
        comparable={(isFound || isAnswer(old.shown)) && isAnswer(now.shown)}
        whitespace={whitespace}
      />
    </div>
  );
}

function SideHead({ of: { name, shown }, side }: { of: AttemptSide; side: 'before' | 'after' }) {
  if (shown === null) return null;
  return (
    <SideName side={side} name={`${name}, attempt ${shown.number + 1}`}>
      <AttemptBadge outcome={shown.outcome} />
      <FactLine facts={attemptFacts(shown)} />
      {saysMore(shown) && <p className={classes.reason}>{shown.reason}</p>}
    </SideName>
  );
}

function SideName({ side, name, children }: { side: 'before' | 'after'; name: string; children?: ReactNode }) {
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sideName}>{name}</span>
      {children}
    </div>
  );
}

/** Whether the reason of an attempt says what its failed checks, listed below, do not. */
function saysMore({ reason, checks }: GoldenAttemptView): boolean {
  return reason !== '' && checks.every(({ passed }) => passed);
}

function sentenceOf(old: DrawnAnswer | null, now: GoldenAttemptView | null): string {
  if (now === null) return 'The new prompt has no answer yet.';
  if (old === null) return 'There is no old answer to hold it against.';
  const same = old.output === now.output && JSON.stringify(old.toolCalls) === JSON.stringify(now.toolCalls);
  return same ? 'Identical, character for character.' : 'Old against new, word by word.';
}

function isAnswer(attempt: GoldenAttemptView | null): boolean {
  return attempt !== null && attempt.outcome !== 'unmeasured';
}
