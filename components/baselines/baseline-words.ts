import type { BaselineEntry } from '#lib/contract/baselines.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { BASELINE_MAX_REPETITIONS, BASELINE_MIN_REPETITIONS } from '#lib/policy/thresholds.ts';

/** `3 repetitions`, or `3 to 10 repetitions` where prompts have different numbers. */
export function repetitionWords({ least, most }: BaselineEntry['repetitions']): string {
  return least === most ? formatCount(most, 'repetition') : `${least} to ${formatCount(most, 'repetition')}`;
}

/** What a baseline holds, and whether it can judge, in a sentence or two. */
export function standingSentence(baseline: Pick<BaselineEntry, 'state' | 'repetitions' | 'nights' | 'growth'>): string {
  if (baseline.state === 'capturing')
    return 'Its answers are being collected; until then checks are compared with the one before, if any.';
  const holds = `It holds ${repetitionWords(baseline.repetitions)} of each prompt from ${formatCount(baseline.nights, 'night')}.`;
  if (baseline.repetitions.least < BASELINE_MIN_REPETITIONS) {
    return `${holds} Prompts with fewer than ${BASELINE_MIN_REPETITIONS} are calibrating: they are not judged yet.`;
  }
  return `${holds} ${GROWTH[baseline.growth]}`.trim();
}

/** An encoder's or judge's name with as much of its digest as tells two apart. */
export function instrumentName(id: string | null): string {
  return id?.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+/, '$1…') ?? 'None';
}

const GROWTH: Record<BaselineEntry['growth'], string> = {
  none: '',
  growing: `Quiet nights add to it, up to ${BASELINE_MAX_REPETITIONS} repetitions, so that other hours are in it too.`,
  full: 'It is full: each quiet night takes the place of the oldest one that was added.',
};
