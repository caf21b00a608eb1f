import { formatDurationMs } from '#lib/format/numbers.ts';
import { GATE_CONFIDENCE_DROP, GATE_LATENCY, GATE_TOKENS } from '#lib/policy/thresholds.ts';
import type { Measure } from './measures.ts';

/** How one measure is judged. */
interface MeasureLimit {
  /** How reports call it. */
  name: string;
  /** Whether `value` is so much worse than `reference` that a passing task counts as regressed. */
  beyond: (value: number, reference: number) => boolean;
  /** As the rank sum test wants it: larger is worse. */
  badness: (value: number) => number;
  format: (value: number) => string;
}

const moreThan =
  (ratio: number, floor: number) =>
  (value: number, reference: number): boolean =>
    value > ratio * reference && value - reference > floor;

export const MEASURE_LIMITS = {
  latencyMs: {
    name: 'latency',
    beyond: moreThan(GATE_LATENCY.ratio, GATE_LATENCY.floorMs),
    badness: (value) => value,
    format: formatDurationMs,
  },
  tokens: {
    name: 'tokens',
    beyond: moreThan(GATE_TOKENS.ratio, GATE_TOKENS.floor),
    badness: (value) => value,
    format: (value) => String(Math.round(value)),
  },
  confidence: {
    name: 'judge confidence',
    beyond: (value, reference) => reference - value > GATE_CONFIDENCE_DROP,
    badness: (value) => -value,
    format: (value) => String(Math.round(value)),
  },
} as const satisfies Record<Measure, MeasureLimit>;
