import { TidemarkError } from './errors.ts';

/**
 * The row that was asked for.
 *
 * @param what names it in the message, e.g. `run 7`.
 * @throws TidemarkError `not_found` when there is none.
 */
export function found<Row>(row: Row | null | undefined, what: string): Row {
  if (row === null || row === undefined) throw new TidemarkError('not_found', `There is no ${what}.`);
  return row;
}
