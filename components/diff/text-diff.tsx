'use client';

import { useMemo, useState } from 'react';
import { formatCount } from '#lib/format/numbers.ts';
import classes from './diff.module.css';
import { DiffRows } from './diff-rows.tsx';
import { DiffToolbar } from './diff-toolbar.tsx';
import { foldRows } from './fold.ts';
import { diffRows } from './rows.ts';

interface TextDiffProps {
  before: string | null;
  after: string | null;
  /** How both sides are called. */
  names: readonly [before: string, after: string];
  /** Read out. */
  label: string;
  /** Said beside how many lines differ. */
  note?: string;
}

/** Two texts line by line, side by side or unified by width, differing words marked, unchanged parts folded. */
export function TextDiff({ before, after, names, label, note }: TextDiffProps) {
  const [all, setAll] = useState(false);
  const [whitespace, setWhitespace] = useState(false);
  const rows = useMemo(() => diffRows(withoutEnd(before), withoutEnd(after)), [before, after]);
  const folded = useMemo(() => foldRows(rows), [rows]);
  const items = all ? rows.map((row) => ({ kind: 'row' as const, row })) : folded.items;
  const changed = rows.filter((row) => row.changed).length;
  return (
    <div className={classes.diff}>
      <DiffToolbar whitespace={whitespace} onWhitespace={setWhitespace}>
        {changed === 0
          ? 'Both sides read the same.'
          : `${formatCount(changed, 'line')} of ${formatCount(rows.length)} ${changed === 1 ? 'differs' : 'differ'}.`}{' '}
        {note}
      </DiffToolbar>
      <div className={classes.sides}>
        <SideName side="before" name={names[0]} nothing={before === null} />
        <SideName side="after" name={names[1]} nothing={after === null} />
      </div>
      <section className={classes.section} aria-label={label}>
        <DiffRows items={items} whitespace={whitespace} onShowAll={() => setAll(true)} />
        {folded.folded && all && (
          <button type="button" className={classes.gap} onClick={() => setAll(false)} aria-expanded>
            Fold unchanged parts
          </button>
        )}
      </section>
    </div>
  );
}

function SideName({ side, name, nothing }: { side: 'before' | 'after'; name: string; nothing: boolean }) {
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sideName}>{name}</span>
      {nothing && <span>nothing</span>}
    </div>
  );
}

/** The line break at the end of a text begins no line. */
function withoutEnd(text: string | null): string {
  return (text ?? '').replace(/\r?\n$/, '');
}
