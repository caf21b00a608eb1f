import { z } from 'zod';
import { id, instant } from './common.ts';

/** `nights`: each night of the baseline against the others; `splits`: random repetitions against the rest. */
export const selfCheckWay = z.enum(['nights', 'splits']);

/** How often one way of setting a baseline against itself raised an alarm, although nothing changed. */
const selfCheckRate = z.object({
  trials: z.int(),
  alarms: z.int(),
  /** Share of trials with an alarm, 0 to 1; null without trials. */
  rate: z.number().nullable(),
  /** 95 % interval of the rate (Wilson); 0 to 1 without trials. */
  low: z.number(),
  high: z.number(),
});

/** A comparison of an endpoint's baseline with itself: the tool's own false-alarm rate. */
export const selfCheckView = selfCheckRate.extend({
  baselineId: id,
  /** Null until the first one of this baseline has ended. */
  at: instant.nullable(),
  /** False-alarm rate the nightly test is made for; a rate above it means that alarms cannot be trusted here. */
  nominal: z.number(),
  /** The interval of a way lies above the nominal rate. */
  aboveNominal: z.boolean(),
  /** Why nothing was measured, in a sentence; null where something was. Never a sign that all is well. */
  unmeasured: z.string().nullable(),
  /** Each way on its own, the one between nights first; empty where nothing was measured. */
  ways: z.array(
    selfCheckRate.extend({
      way: selfCheckWay,
      /** Why this way has no trials; null where it has. */
      unmeasured: z.string().nullable(),
    }),
  ),
});

export type SelfCheckWay = z.infer<typeof selfCheckWay>;
export type SelfCheckRate = z.infer<typeof selfCheckRate>;
export type SelfCheckView = z.infer<typeof selfCheckView>;
