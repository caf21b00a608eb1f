import type { XAxisProps } from 'recharts';
import { useHydrated } from '#components/time/use-hydrated.ts';

/** How every axis is drawn. */
export const AXIS = {
  stroke: 'var(--line)',
  tick: { fill: 'var(--mantine-color-dimmed)', fontSize: 11 },
  tickLine: false,
} as const;

export const MARGIN = { top: 18, right: 8, bottom: 0, left: 0 } as const;

/** Days of a time axis in the viewer's zone; in UTC until the zone is known. */
function useDayFormat(): (atMs: number) => string {
  const zone = useHydrated() ? {} : { timeZone: 'UTC' };
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...zone });
  return (atMs) => format.format(atMs);
}

/** The time axis that all charts of a page share; it ends with what is drawn where no span is given. */
export function useTimeAxis(span: readonly [number, number] | undefined) {
  return {
    ...AXIS,
    dataKey: 'atMs',
    type: 'number',
    scale: 'time',
    domain: span === undefined ? ['dataMin', 'dataMax'] : [...span],
    padding: { left: 12, right: 12 },
    tickFormatter: useDayFormat(),
    minTickGap: 40,
  } satisfies XAxisProps;
}
