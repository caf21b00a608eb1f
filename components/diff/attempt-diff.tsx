'use client';

import { Switch } from '@mantine/core';
import { useState } from 'react';
import { AttemptBadge } from '#components/golden/golden-badges.tsx';
import { type AttemptSide, attemptFacts, type Sides } from '#components/golden/shown-attempts.ts';
import type { GoldenAttemptView } from '#lib/contract/golden/attempts.ts';
import { AnswerParts } from './answer-parts.tsx';
import classes from './diff.module.css';
import { FactLine } from './fact-line.tsx';

/** What the old and the new prompt made of the same task, side by side or unified by width; drawn as text only. */
export function AttemptDiff({ old, now }: Pick<Sides, 'old' | 'now'>) {
  const [whitespace, setWhitespace] = useState(false);
  const lone = old.shown === null || now.shown === null;
  return (
    <div className={classes.diff} data-lone={lone || undefined}>
      <div className={classes.toolbar}>
        <span>{sentenceOf(old.shown, now.shown)}</span>
        <Switch
          size="xs"
          label="Show whitespace"
          checked={whitespace}
          onChange={(event) => setWhitespace(event.currentTarget.checked)}
        />
      </div>
      <div className={classes.sides}>
        <SideHead of={old} side="before" />
        <SideHead of={now} side="after" />
      </div>
      <AnswerParts
        old={old.shown}
        now={now.shown}
        comparable={isAnswer(old.shown) && isAnswer(now.shown)}
        whitespace={whitespace}
      />
    </div>
  );
}

function SideHead({ of: { name, shown }, side }: { of: AttemptSide; side: 'before' | 'after' }) {
  if (shown === null) return null;
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sideName}>
        {name}, attempt {shown.number + 1}
      </span>
      <AttemptBadge outcome={shown.outcome} />
      <FactLine facts={attemptFacts(shown)} />
      {saysMore(shown) && <p className={classes.reason}>{shown.reason}</p>}
    </div>
  );
}

/** Whether the reason of an attempt says what its failed checks, listed below, do not. */
function saysMore({ reason, checks }: GoldenAttemptView): boolean {
  return reason !== '' && checks.every(({ passed }) => passed);
}

function sentenceOf(old: GoldenAttemptView | null, now: GoldenAttemptView | null): string {
  if (now === null) return 'The new prompt has no answer yet.';
  if (old === null) return 'There is no old answer to hold it against.';
  const same = old.output === now.output && JSON.stringify(old.toolCalls) === JSON.stringify(now.toolCalls);
  return same ? 'Identical, character for character.' : 'Old against new, word by word.';
}

function isAnswer(attempt: GoldenAttemptView | null): boolean {
  return attempt !== null && attempt.outcome !== 'unmeasured';
}
