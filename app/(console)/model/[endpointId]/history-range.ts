import { historyQuery } from '#lib/contract/baselines.ts';

/** Nights a person can choose to look back at. */
export const RANGES = [30, 90, 365] as const;

/** Query parameter that holds the choice. */
export const RANGE_PARAM = 'nights';

/** The nights asked for by the address; the usual number where it says nothing that can be asked for. */
export function nightsOf(chosen: string | null | undefined): number {
  return historyQuery.catch(historyQuery.parse({})).parse({ nights: chosen ?? undefined }).nights;
}
