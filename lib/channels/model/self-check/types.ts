import { z } from 'zod';
import type { SelfCheckRate, SelfCheckWay } from '#lib/contract/self-check.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import type { Answer, PromptSides } from '../types.ts';

/** One prompt with its baseline answers, apart by the night they are from; every prompt has the same nights. */
export interface NightlyPrompt extends Omit<PromptSides<number>, 'baseline' | 'tonight' | 'judged'> {
  /** Empty where a night measured none. */
  nights: readonly (readonly Answer[])[];
}

/** What came of one way of setting a baseline against itself. */
export interface WayTally {
  way: SelfCheckWay;
  trials: number;
  alarms: number;
  /** Why it has no trials; null where it has. */
  unmeasured: string | null;
}

const wayTally = z.object({
  way: z.enum(['nights', 'splits']),
  trials: z.int(),
  alarms: z.int(),
  unmeasured: z.string().nullable(),
});

/** `self_check.detail`. */
export const selfCheckDetail = z.object({
  /** Seed of the splits and of the permutations: the same answers and seed give the same counts. */
  seed: z.int(),
  ways: z.array(wayTally),
  unmeasured: z.string().nullable(),
});

export type SelfCheckDetail = z.infer<typeof selfCheckDetail>;

/** Share of trials with an alarm and its 95 % interval. */
export function rateOf({ trials, alarms }: Pick<WayTally, 'trials' | 'alarms'>): SelfCheckRate {
  const [low, high] = wilsonInterval(alarms, trials);
  return { trials, alarms, rate: trials === 0 ? null : alarms / trials, low, high };
}
