import type { CSSProperties } from 'react';
import classes from './diff.module.css';
import type { FoldedItem } from './fold.ts';
import { LineText } from './line-text.tsx';
import type { Line, Row } from './rows.ts';

interface DiffRowsProps {
  items: readonly FoldedItem[];
  whitespace: boolean;
  onShowAll: () => void;
}

/**
 * Rows of a comparison: two columns where there is room, one where there is not. The same markup serves both
 * (diff.module.css), so nothing moves when the page comes to life.
 */
export function DiffRows({ items, whitespace, onShowAll }: DiffRowsProps) {
  return (
    <div className={classes.rows}>
      {blocksOf(items).map((block) =>
        block.kind === 'gap' ? (
          <button key={block.key} type="button" className={classes.gap} onClick={onShowAll}>
            Show {block.rows} more {block.rows === 1 ? 'line' : 'lines'}
          </button>
        ) : (
          <div key={block.key} className={classes.block} data-changed={block.changed || undefined}>
            {block.rows.map((row, index) => (
              <Cell
                key={`b${row.before?.number ?? `-${index}`}`}
                side="before"
                row={index}
                {...{ whitespace }}
                of={row}
              />
            ))}
            {block.rows.map((row, index) => (
              <Cell
                key={`a${row.after?.number ?? `-${index}`}`}
                side="after"
                row={index}
                {...{ whitespace }}
                of={row}
              />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

interface CellProps {
  side: 'before' | 'after';
  row: number;
  of: Row;
  whitespace: boolean;
}

const SIGN = { before: '−', after: '+' } as const;
const SPOKEN = { before: 'Old:', after: 'New:' } as const;

function Cell({ side, row, of, whitespace }: CellProps) {
  const line: Line | null = of[side];
  const position: CSSProperties & Record<'--row', number> = { '--row': row + 1 };
  return (
    <div
      className={classes.line}
      data-side={side}
      data-empty={line === null || undefined}
      data-twin={(!of.changed && of.before !== null && of.after !== null) || undefined}
      style={position}
    >
      {line === null ? null : (
        <>
          <span className={classes.number} aria-hidden="true">
            {line.number}
          </span>
          <span className={classes.sign} aria-hidden="true">
            {of.changed ? SIGN[side] : ''}
          </span>
          {of.changed ? <span className={classes.spoken}>{SPOKEN[side]}</span> : null}
          <LineText
            segments={line.segments}
            ends={line.ends}
            mark={side === 'before' ? 'del' : 'ins'}
            whitespace={whitespace}
          />
        </>
      )}
    </div>
  );
}

type Block = { key: string } & ({ kind: 'gap'; rows: number } | { kind: 'rows'; changed: boolean; rows: Row[] });

/** Neighbouring rows that are all changed, or all unchanged, stay together: narrow views show old before new. */
function blocksOf(items: readonly FoldedItem[]): Block[] {
  const blocks: Block[] = [];
  items.forEach((item, index) => {
    const last = blocks.at(-1);
    if (item.kind === 'gap') blocks.push({ kind: 'gap', key: `gap-${index}`, rows: item.rows });
    else if (last?.kind === 'rows' && last.changed === item.row.changed) last.rows.push(item.row);
    else blocks.push({ kind: 'rows', key: `rows-${index}`, changed: item.row.changed, rows: [item.row] });
  });
  return blocks;
}
