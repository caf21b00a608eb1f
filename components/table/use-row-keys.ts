'use client';

import type { RefObject } from 'react';
import type { KeyBinding } from '#components/keys/registry.ts';
import { useKeys } from '#components/keys/use-keys.ts';

/** One key that acts on the row in focus. */
export interface RowKey<Row> {
  key: string;
  does: string;
  run: (row: Row) => void;
}

/** Moves focus between row links with j and k, and runs `keys` on the row that holds the focus. */
export function useRowKeys<Row>(
  body: RefObject<HTMLTableSectionElement | null>,
  rows: readonly Row[],
  rowId: (row: Row) => string | number,
  keys: readonly RowKey<Row>[] | undefined,
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
  const movement: KeyBinding[] = [
    { keys: 'j', does: 'Next row; Enter opens it', run: () => move(1) },
    { keys: 'k', does: 'Previous row', run: () => move(-1) },
  ];
  const acts = keys?.map(({ key, does, run }) => ({ keys: key, does, run: () => act(run) })) ?? [];
  useKeys(keys === undefined ? [] : [...movement, ...acts]);
}
