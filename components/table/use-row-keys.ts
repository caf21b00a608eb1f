'use client';

import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

/** What to do with the row in focus, by key. */
export type RowKeys<Row> = Readonly<Record<string, (row: Row) => void>>;

/** Moves focus between row links with j and k, and runs `keys` on the row that holds the focus. */
export function useRowKeys<Row>(
  body: RefObject<HTMLTableSectionElement | null>,
  rows: readonly Row[],
  rowId: (row: Row) => string | number,
  keys: RowKeys<Row> | undefined,
): void {
  const move = (step: 1 | -1) => {
    const links = Array.from(body.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? []);
    const focused = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const target = focused === -1 ? 0 : Math.min(Math.max(focused + step, 0), links.length - 1);
    links[target]?.focus();
  };
  const act = (run: (row: Row) => void) => {
    const focused = document.activeElement?.closest<HTMLElement>('tr[data-row]');
    if (!focused || !body.current?.contains(focused)) return;
    const row = rows.find((candidate) => String(rowId(candidate)) === focused.dataset.row);
    if (row !== undefined) run(row);
  };
  useHotkeys(
    keys === undefined
      ? []
      : [
          ['j', () => move(1)],
          ['k', () => move(-1)],
          ...Object.entries(keys).map(([key, run]): [string, () => void] => [key, () => act(run)]),
        ],
  );
}
