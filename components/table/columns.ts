import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** Keeps the cell on one line. */
  nowrap?: boolean;
  /** Takes the whole width on narrow screens, where cells stand two abreast. */
  wide?: boolean;
  /** One of many marks side by side: a narrow column under an upright heading; on narrow screens only marks that say something. */
  mark?: boolean;
  /** What to sort by; columns without it cannot be sorted. Null goes last. */
  sortBy?: (row: Row) => string | number | null;
}

export interface Sort {
  key: string;
  descending: boolean;
}

/** Reads `severity` or `-severity`; null where there is none. */
export function parseSort(text: string | null): Sort | null {
  if (text === null || text === '' || text === '-') return null;
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

/** The order after a click on `key`: up, then down, then the list's own. As {@link parseSort} reads it. */
export function nextSort(current: Sort | null, key: string): string | null {
  if (current?.key !== key) return key;
  return current.descending ? null : `-${key}`;
}

/** Rows in the chosen order; in their own order where nothing, or an unknown column, is chosen. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const sortBy = columns.find((column) => column.key === sort?.key)?.sortBy;
  if (sort === null || sortBy === undefined) return rows;
  return rows.toSorted((first, second) => compare(sortBy(first), sortBy(second), sort.descending));
}

type Sortable = string | number | null;

function compare(first: Sortable, second: Sortable, descending: boolean): number {
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  const order =
    typeof first === 'number' && typeof second === 'number'
      ? first - second
      : String(first).localeCompare(String(second), 'en', { numeric: true });
  return descending ? -order : order;
}
