'use client';

import { useMemo, useState } from 'react';
import classes from '#components/diff/diff.module.css';
import { DiffRows } from '#components/diff/diff-rows.tsx';
import { DiffToolbar } from '#components/diff/diff-toolbar.tsx';
import { foldRows } from '#components/diff/fold.ts';
import { diffRows } from '#components/diff/rows.ts';
import { formatCount } from '#lib/format/numbers.ts';

interface ManifestDiffProps {
  /** YAML of both sides, secrets hidden; null where that side has nothing. */
  expected: string | null;
  live: string | null;
}

/** git's side beside the cluster's, or unified by width: line by line, differing words marked, unchanged parts folded. */
export function ManifestDiff({ expected, live }: ManifestDiffProps) {
  const [all, setAll] = useState(false);
  const [whitespace, setWhitespace] = useState(false);
  const rows = useMemo(() => diffRows(withoutEnd(expected), withoutEnd(live)), [expected, live]);
  const folded = useMemo(() => foldRows(rows), [rows]);
  const items = all ? rows.map((row) => ({ kind: 'row' as const, row })) : folded.items;
  if (expected === null && live === null) {
    return <p className={classes.note}>Neither side is stored: what is known of it is what Flux said.</p>;
  }
  const changed = rows.filter((row) => row.changed).length;
  return (
    <div className={classes.diff}>
      <DiffToolbar whitespace={whitespace} onWhitespace={setWhitespace}>
        {changed === 0
          ? 'Both sides read the same.'
          : `${formatCount(changed, 'line')} of ${formatCount(rows.length)} ${changed === 1 ? 'differs' : 'differ'}.`}{' '}
        Canonical form: status, defaults and what controllers own are left out, secrets are hidden.
      </DiffToolbar>
      <div className={classes.sides}>
        <SideName side="before" name="git says" nothing={expected === null} />
        <SideName side="after" name="The cluster runs" nothing={live === null} />
      </div>
      <section className={classes.section} aria-label="Both sides, line by line">
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

/** The line break at the end of a file begins no line. */
function withoutEnd(text: string | null): string {
  return (text ?? '').replace(/\n$/, '');
}
