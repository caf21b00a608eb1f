import type { EndpointNight } from '#lib/contract/endpoints.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import type { PlotPoint } from './noise-plot.tsx';

/** One night as the chart draws it; shares are 0 to 1. */
export interface NightPoint extends PlotPoint {
  runId: number;
  verdict: EndpointNight['verdict'];
  incidentId: number | null;
}

/** Head room above the largest value, and the least the axis shows, as shares. */
const HEAD_ROOM = 1.1;
const LEAST_TOP = 0.4;
/** Up to this many tenths each has its tick, beyond it every second. */
const FINE_TENTHS = 4;

/** Nights in order of time, ready to draw. */
export function nightPoints(nights: readonly EndpointNight[]): NightPoint[] {
  return nights
    .map(({ at, ...night }) => ({
      runId: night.runId,
      atMs: Date.parse(at),
      verdict: night.verdict,
      value: night.verdict === 'unmeasured' ? null : night.deltaRate,
      noise: night.noiseRate,
      incidentId: night.incidentId,
      gap: night.verdict === 'unmeasured' ? (0 as const) : null,
    }))
    .sort((first, second) => first.atMs - second.atMs);
}

/** Ticks of the share axis, a tenth or two apart: to above every value and above the threshold. */
export function axisTicks(points: readonly NightPoint[]): number[] {
  const largest = Math.max(0, ...points.flatMap(({ value, noise }) => [value ?? 0, noise ?? 0]));
  const tenths = Math.min(10, Math.ceil(Math.max(LEAST_TOP, largest * HEAD_ROOM) * 10));
  const step = tenths <= FINE_TENTHS ? 1 : 2;
  return Array.from({ length: Math.ceil(tenths / step) + 1 }, (_, index) => (index * step) / 10);
}

/** The chart in one sentence, for those who do not see it. */
export function describeNights(points: readonly NightPoint[]): string {
  const count = (verdict: EndpointNight['verdict']) => points.filter((point) => point.verdict === verdict).length;
  const latest = points.findLast((point) => point.value !== null);
  const parts = [
    `${formatCount(points.length, 'night')}: ${count('drifted')} drifted, ${count('stable')} stable`,
    count('calibrating') > 0 && `${count('calibrating')} calibrating`,
    count('unmeasured') > 0 && `${count('unmeasured')} unmeasured`,
  ].filter(Boolean);
  const end = latest && ` Latest: ${formatShare(latest.value)} of answers differ, noise ${formatShare(latest.noise)}.`;
  return `${parts.join(', ')}.${end ?? ''}`;
}
