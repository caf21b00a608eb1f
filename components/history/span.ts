import type { EndpointHistory } from '#lib/contract/baselines.ts';

const DAY_MS = 86_400_000;

/**
 * Ends of the time axis, in milliseconds: every night and everything that happened is on it, as a baseline comes before
 * its first night and an incident after the one that opened it. A day at least where there is a single night.
 */
export function spanOf({ nights, markers }: Pick<EndpointHistory, 'nights' | 'markers'>): readonly [number, number] {
  const moments = [...nights, ...markers].map(({ at }) => Date.parse(at));
  if (moments.length === 0) return [0, DAY_MS];
  const [from, to] = [Math.min(...moments), Math.max(...moments)];
  // Checks made by hand within minutes are told apart only on an axis of minutes.
  const missing = nights.length > 1 && to > from ? 0 : Math.max(0, DAY_MS - (to - from)) / 2;
  return [from - missing, to + missing];
}
