import type { SampleView } from '#lib/contract/runs.ts';

/** The answer that stands for a set of repetitions, and how the others compare with it. */
export interface Representative {
  sample: SampleView;
  /** Measured repetitions that say the same after normalisation, the representative included. */
  alike: number;
  measured: number;
  total: number;
  /** Different answers among the measured repetitions. */
  distinct: number;
}

/**
 * Chooses the most common answer by canonical hash, the earliest among equals. Where nothing was measured, the first
 * unmeasured sample stands in so that its reason can be shown.
 *
 * @returns null for an empty set.
 */
export function representativeOf(samples: readonly SampleView[]): Representative | null {
  const [first] = samples;
  if (first === undefined) return null;
  const groups = Map.groupBy(samples.filter(isMeasured), (sample) => sample.canonicalHash);
  const measured = samples.filter(isMeasured).length;
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  return {
    sample: largest?.[0] ?? first,
    alike: largest?.length ?? 0,
    measured,
    total: samples.length,
    distinct: groups.size,
  };
}

/** Says in one sentence how much the repetitions vary among themselves. */
export function variationSentence({ alike, measured, total, distinct }: Representative, whose: string): string {
  const missing = total === measured ? '' : ` ${total - measured} of ${total} could not be measured.`;
  if (measured === 0) return `None of the ${total} ${whose} answers could be measured.`;
  if (measured === 1) return `One ${whose} answer.${missing}`;
  if (distinct === 1) return `${measured} of ${measured} ${whose} answers are the same.${missing}`;
  if (alike === 1) return `All ${measured} ${whose} answers differ from each other.${missing}`;
  return `${alike} of ${measured} ${whose} answers are the same; ${distinct} different answers in all.${missing}`;
}

/** Names a sample within its set; repetitions count from 1 for people. */
export function sampleKey(sample: SampleView): string {
  return `${sample.runId}:${sample.repetition}`;
}

function isMeasured(sample: SampleView): boolean {
  return sample.outcome === 'measured';
}
