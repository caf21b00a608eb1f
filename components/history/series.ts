import type { PlotPoint } from '#components/charts/noise-plot.tsx';
import type { HistoryNight } from '#lib/contract/baselines.ts';

/** One night as a chart draws it, or a break between two baselines. */
export interface Point extends PlotPoint {
  /** Null for a break. */
  night: HistoryNight | null;
  fired: boolean;
}

type Reading = Pick<Point, 'value' | 'noise' | 'fired'>;

const NOTHING: Reading = { value: null, noise: null, fired: false };

/**
 * Nights in order of time with what `read` makes of each. Where the baseline changed, nothing is drawn between two
 * nights: they are not compared with the same.
 */
function pointsOf(nights: readonly HistoryNight[], read: (night: HistoryNight) => Reading): Point[] {
  return nights.flatMap((night, index) => {
    const atMs = Date.parse(night.at);
    const unmeasured = night.verdict === 'unmeasured';
    const point = { atMs, night, ...(unmeasured ? NOTHING : read(night)), gap: unmeasured ? (0 as const) : null };
    const before = nights[index - 1];
    if (before === undefined || before.baselineId === night.baselineId) return [point];
    return [{ atMs: (Date.parse(before.at) + atMs) / 2, night: null, ...NOTHING, gap: null }, point];
  });
}

/** A signal night by night, against its noise. */
export function signalPoints(nights: readonly HistoryNight[], name: string): Point[] {
  return pointsOf(nights, ({ signals }) => {
    const signal = signals.find((candidate) => candidate.name === name);
    return signal === undefined ? NOTHING : { value: signal.value, noise: signal.noise, fired: signal.fired };
  });
}

/** Least evidence drawn: a quiet night alone leaves 0.4. */
const LEAST_EVIDENCE = 0.1;

/** Evidence over the nights as decimal logarithm; of scheduled checks alone, for no other adds to it. */
export function evidencePoints(nights: readonly HistoryNight[]): Point[] {
  const scheduled = nights.filter(({ trigger }) => trigger === 'schedule');
  return pointsOf(scheduled, ({ step }) => ({
    ...NOTHING,
    value: step === null ? null : Math.log10(Math.max(LEAST_EVIDENCE, step.cusum)),
    fired: step?.alarm ?? false,
  }));
}

/** What each night cost. */
export interface CostPoint {
  atMs: number;
  night: HistoryNight;
  answersUsd: number;
  judgeUsd: number;
}

export function costPoints(nights: readonly HistoryNight[]): CostPoint[] {
  return nights.map((night) => ({
    atMs: Date.parse(night.at),
    night,
    answersUsd: night.costUsd ?? 0,
    judgeUsd: night.judgeCostUsd ?? 0,
  }));
}

/** A night with the names that the gateway gave in it. */
export interface ServedPoint {
  atMs: number;
  night: HistoryNight;
  names: string[];
}

/** Models and fingerprints that the gateway named, in order of their first night, and the nights that named them. */
export function servedLanes(nights: readonly HistoryNight[]): { lanes: string[]; points: ServedPoint[] } {
  const lanes = [
    ...new Set(nights.flatMap(({ servedModels }) => servedModels)),
    ...new Set(nights.flatMap(({ fingerprints }) => fingerprints)),
  ];
  const points = nights.map((night) => ({
    atMs: Date.parse(night.at),
    night,
    names: [...night.servedModels, ...night.fingerprints],
  }));
  return { lanes, points };
}

const HEAD_ROOM = 1.1;
const STEPS = [1, 2, 2.5, 5, 10] as const;
const MOST_STEPS = 4;

/** Ticks of a chart's axis from zero to above everything drawn and above the threshold, in round steps; shares end at one. */
export function ticksOf(points: readonly Point[], threshold: number, isShare: boolean): number[] {
  const largest = Math.max(threshold, ...points.flatMap(({ value, noise }) => [value ?? 0, noise ?? 0]));
  const top = isShare ? Math.min(1, largest * HEAD_ROOM) : largest * HEAD_ROOM;
  if (top <= 0) return [0, 1];
  const magnitude = 10 ** Math.floor(Math.log10(top / MOST_STEPS));
  const step = (STEPS.find((each) => top <= each * magnitude * MOST_STEPS) ?? 10) * magnitude;
  const steps = Math.ceil(top / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** The chart in a sentence, for those who do not see it. */
export function describe(points: readonly Point[], format: (value: number | null) => string): string {
  const measured = points.filter(({ value }) => value !== null);
  const latest = measured.at(-1);
  if (latest === undefined) return 'No night was measured.';
  const fired = measured.filter((point) => point.fired).length;
  const noise = latest.noise === null ? '' : `, noise ${format(latest.noise)}`;
  return `${measured.length} nights measured, over the limit in ${fired}. Latest ${format(latest.value)}${noise}.`;
}
