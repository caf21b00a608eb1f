import { useMemo, useState } from 'react';
import classes from './diff.module.css';
import { DiffRows } from './diff-rows.tsx';
import { foldRows } from './fold.ts';
import { diffRows, oneSidedRows } from './rows.ts';

interface TextSectionProps {
  /** Shown when an answer has several parts. */
  title: string | null;
  /** Null: nothing to compare on this side. */
  before: string | null;
  after: string | null;
  whitespace: boolean;
}

/** One part of an answer, old against new, folded until asked. */
export function TextSection({ title, before, after, whitespace }: TextSectionProps) {
  const [all, setAll] = useState(false);
  const rows = useMemo(() => rowsOf(before, after), [before, after]);
  const folded = useMemo(() => foldRows(rows), [rows]);
  const items = all ? rows.map((row) => ({ kind: 'row' as const, row })) : folded.items;
  return (
    <section className={classes.section} aria-label={title ?? 'Answer text'}>
      {title === null ? null : <h3 className={classes.sectionTitle}>{title}</h3>}
      {rows.length === 0 ? (
        <p className={classes.note} data-quiet>
          Empty: the model answered with no text.
        </p>
      ) : (
        <DiffRows items={items} whitespace={whitespace} onShowAll={() => setAll(true)} />
      )}
      {all || (folded.folded && items.every((item) => item.kind === 'row')) ? (
        <button type="button" className={classes.gap} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Fold unchanged and long parts' : `Show all ${rows.length} lines`}
        </button>
      ) : null}
    </section>
  );
}

function rowsOf(before: string | null, after: string | null) {
  if (before === null) return oneSidedRows(after ?? '', 'after');
  if (after === null) return oneSidedRows(before, 'before');
  return diffRows(before, after);
}
