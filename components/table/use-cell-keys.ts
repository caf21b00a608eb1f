'use client';

import { type RefObject, useEffect } from 'react';

const STEP: Readonly<Record<string, readonly [rows: number, cells: number] | undefined>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * Moves the focus among the marked cells (`data-cell`) of the rows in `body` by the arrow keys, starting from a row's
 * link: a matrix is then one tab stop a row, and still every cell of it is reached by keyboard.
 */
export function useCellKeys(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = body.current;
    const onKey = (event: KeyboardEvent) => {
      const step = STEP[event.key];
      if (element === null || step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
        return;
      const next = neighbour(element, step);
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  });
}

function neighbour(body: HTMLElement, [rows, cells]: readonly [number, number]): HTMLElement | undefined {
  const focused = document.activeElement;
  const row = focused?.closest('tr');
  if (row == null) return undefined;
  const all = [...body.querySelectorAll('tr')].filter((candidate) => candidate.querySelector('[data-cell]') !== null);
  const at = all.indexOf(row);
  const target = all[at + rows];
  if (at === -1 || target === undefined) return undefined;
  const column = columnOf(row, focused);
  if (column === -1) return undefined;
  const places = placesOf(target);
  if (rows !== 0) return places[column] ?? places.findLast((place) => place !== undefined);
  return cells > 0
    ? places.find((place, index) => index > column && place !== undefined)
    : places.findLast((place, index) => index < column && place !== undefined);
}

/** What can take the focus in each cell of a row: its link first, then its marks. */
function placesOf(row: HTMLTableRowElement): (HTMLElement | undefined)[] {
  return [...row.cells].map((cell) => cell.querySelector<HTMLElement>('[data-row-link], [data-cell]') ?? undefined);
}

function columnOf(row: HTMLTableRowElement, focused: Element | null): number {
  return [...row.cells].findIndex((cell) => cell.contains(focused));
}
