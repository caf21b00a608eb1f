'use client';

import { type ReactNode, useRef } from 'react';
import { type Column, sortRows } from './columns.ts';
import styles from './data-table.module.css';
import { HeaderCell } from './header-cell.tsx';
import { RowLink } from './row-link.tsx';
import { SelectAllCell, SelectCell } from './select-cells.tsx';
import { type RowSelection, toggled } from './selection.ts';
import { useCellKeys } from './use-cell-keys.ts';
import { useRowClicks } from './use-row-clicks.ts';
import { type RowKey, useRowKeys } from './use-row-keys.ts';
import { useSort } from './use-sort.ts';

interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string | number;
  /** Where a row leads; its first column becomes the link. */
  rowHref?: (row: Row) => string;
  /** Moves through rows with j and k, and acts on the row in focus with the given keys; one table a page. */
  keys?: readonly RowKey<Row>[];
  /** Rows can be chosen, by checkbox or with x; needs `keys`. */
  selection?: RowSelection<Row> | undefined;
  /** Shown instead of rows where there are none. */
  empty?: ReactNode;
  /** Query parameter that holds the sort order; leave out where rows keep the server's order. */
  sortParam?: string;
}

/** A table with a sticky header, sortable columns and rows that open by click or key; stacked on narrow screens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, rowHref, keys, selection, empty, sortParam } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [sort, toggleSort] = useSort(sortParam);
  const sorted = sortRows(rows, columns, sort);
  useRowClicks(body);
  useCellKeys(body);
  useRowKeys(body, sorted, rowId, keys && [...keys, ...selectKey(selection, rowId)]);
  if (rows.length === 0) return <>{empty}</>;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {selection && <SelectAllCell selection={selection} ids={sorted.map(rowId)} />}
          {columns.map((column) => (
            <HeaderCell
              key={column.key}
              column={column}
              sort={sort}
              onToggle={sortParam === undefined ? undefined : toggleSort}
            />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {sorted.map((row) => (
          <tr key={rowId(row)} data-row={rowId(row)} data-linked={rowHref !== undefined || undefined}>
            {selection && <SelectCell selection={selection} row={row} id={rowId(row)} />}
            {columns.map((column, position) => (
              <td
                key={column.key}
                data-label={column.header}
                data-numeric={column.numeric}
                data-main={position === 0 || undefined}
                data-nowrap={column.nowrap}
                data-mark={column.mark}
                data-wide={column.wide}
              >
                {position === 0 && rowHref ? (
                  <RowLink href={rowHref(row)}>{column.cell(row)}</RowLink>
                ) : (
                  <div>{column.cell(row)}</div>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function selectKey<Row>(selection: RowSelection<Row> | undefined, rowId: (row: Row) => string | number): RowKey<Row>[] {
  if (selection === undefined) return [];
  const { chosen, onChange } = selection;
  return [{ key: 'x', does: 'Select the row in focus', run: (row) => onChange(toggled(chosen, rowId(row))) }];
}
