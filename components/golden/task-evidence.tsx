'use client';

import Link from 'next/link';
import { useState } from 'react';
import { AttemptDiff } from '#components/diff/attempt-diff.tsx';
import type { GoldenTaskAttempts } from '#lib/contract/golden/attempts.ts';
import { routes } from '#lib/contract/routes.ts';
import { AttemptPicker } from './attempt-picker.tsx';
import styles from './attempts.module.css';
import { CheckTable } from './check-table.tsx';
import { JudgeReasons } from './judge-reasons.tsx';
import { sidesOf } from './shown-attempts.ts';

/** Old and new answers of one task of a run: choose one of each, see what checks and judge said, and what changed. */
export function TaskEvidence({ task }: { task: GoldenTaskAttempts }) {
  const [chosen, setChosen] = useState<{ old: number | null; now: number | null }>({ old: null, now: null });
  const { old, now, oldRunId } = sidesOf(task, chosen);
  return (
    <div className={styles.evidence}>
      <div className={styles.picker}>
        <AttemptPicker side={old} onChoose={(number) => setChosen({ ...chosen, old: number })} />
        <AttemptPicker side={now} onChoose={(number) => setChosen({ ...chosen, now: number })} />
        {oldRunId !== null && (
          <p className={styles.note}>
            Nothing looked worse, so the old prompt was not asked again. Old answers are those of{' '}
            <Link href={routes.goldenRunTask(oldRunId, task.taskId)}>run {oldRunId}</Link>, the newest earlier one that
            passed.
          </p>
        )}
      </div>
      <AttemptDiff old={old} now={now} />
      <CheckTable old={old.shown} now={now.shown} />
      <JudgeReasons old={old} now={now} />
    </div>
  );
}
