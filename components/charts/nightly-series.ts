import type { EndpointNight } from '#lib/contract/endpoints.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';

/** One night as the chart draws it; shares are 0 to 1. */
export interface NightPoint {
  runId: number;
  atMs: number;
  verdict: EndpointNight['verdict'];
  deltaRate: number | null;
  noiseRate: number | null;
  incidentId: number | null;
  /** 0 where nothing could be measured, so that the gap is marked on the axis; null elsewhere. */
  gap: 0 | null;
}

/** Head room above the largest value, and the least the axis shows, as shares. */
const HEAD_ROOM = 1.1;
const LEAST_TOP = 0.4;

/** Nights in order of time, ready to draw. */
export function nightPoints(nights: readonly EndpointNight[]): NightPoint[] {
  return nights
    .map(({ at, ...night }) => ({
      runId: night.runId,
      atMs: Date.parse(at),
      verdict: night.verdict,
      deltaRate: night.verdict === 'unmeasured' ? null : night.deltaRate,
      noiseRate: night.noiseRate,
      incidentId: night.incidentId,
      gap: night.verdict === 'unmeasured' ? (0 as const) : null,
    }))
    .sort((first, second) => first.atMs - second.atMs);
}

/** Top of the share axis, in steps of a tenth: above every value and above the threshold. */
export function axisTop(points: readonly NightPoint[]): number {
  const largest = Math.max(0, ...points.flatMap(({ deltaRate, noiseRate }) => [deltaRate ?? 0, noiseRate ?? 0]));
  return Math.min(1, Math.ceil(Math.max(LEAST_TOP, largest * HEAD_ROOM) * 10) / 10);
}

/** The chart in one sentence, for those who do not see it. */
export function describeNights(points: readonly NightPoint[]): string {
  const count = (verdict: EndpointNight['verdict']) => points.filter((point) => point.verdict === verdict).length;
  const latest = points.findLast((point) => point.deltaRate !== null);
  const parts = [
    `${formatCount(points.length, 'night')}: ${count('drifted')} drifted, ${count('stable')} stable`,
    count('calibrating') > 0 && `${count('calibrating')} calibrating`,
    count('unmeasured') > 0 && `${count('unmeasured')} unmeasured`,
  ].filter(Boolean);
  const end =
    latest && ` Latest: ${formatShare(latest.deltaRate)} of answers differ, noise ${formatShare(latest.noiseRate)}.`;
  return `${parts.join(', ')}.${end ?? ''}`;
}
