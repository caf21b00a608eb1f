import { z } from 'zod';
import { id, verdict } from './common.ts';

/** What one signal saw of one prompt; a larger value moved further. */
const mover = z.object({
  promptId: id,
  key: z.string(),
  value: z.number(),
  noise: z.number().nullable(),
});

/** One measured quantity of a run; its label and meaning are in lib/policy/signals.ts. */
export const signalView = z.object({
  name: z.string(),
  /** `mission`: one of the four that every run is judged by; `further`: a statistic beside them. */
  kind: z.enum(['mission', 'further']),
  unit: z.string(),
  value: z.number().nullable(),
  threshold: z.number(),
  noise: z.number().nullable(),
  pValue: z.number().nullable(),
  /** Adjusted for the other signals of the run; the one a signal fires by. */
  pAdjusted: z.number().nullable(),
  fired: z.boolean(),
  /** Why there is no value or no p-value, in plain words; null where there is. */
  unmeasured: z.string().nullable(),
  /** The prompts that moved it most, largest first. */
  movers: z.array(mover),
  /** What else stands behind the value; differs by signal. */
  detail: z.record(z.string(), z.json()),
});

/** What one signal saw of one prompt, in the prompts × signals matrix. */
export const promptSignal = z.object({ name: z.string(), value: z.number(), noise: z.number().nullable() });

/** What one judged check added to the evidence of the nights before it. */
export const nightStep = z.object({
  /** p-value of the check alone, of the fresh repetitions alone, and of both together. */
  pNight: z.number(),
  pConfirmation: z.number().nullable(),
  pValue: z.number(),
  eValue: z.number(),
  /** After this night; a check that is not scheduled leaves it as it was. */
  cusum: z.number(),
  alarm: z.boolean(),
  /** What the night comes to, in a sentence or two. */
  reason: z.string(),
});

/** The fresh repetitions asked for when a check drifted. */
export const confirmationRef = z.object({
  runId: id,
  status: z.enum(['queued', 'sampling', 'evaluating', 'finished', 'cancelled', 'failed']),
  verdict: verdict.nullable(),
  pValue: z.number().nullable(),
});

/** How often each value was seen on one side. */
const tally = z.record(z.string(), z.int());
const tallies = z.object({ baseline: tally, tonight: tally });

/** What the gateway said about who served, before and now. Evidence of its own kind: no part of any p-value. */
export const servedModelView = z.object({
  changed: z.boolean(),
  models: tallies,
  fingerprints: tallies,
  /** Prompts whose prompt-token count was never seen in the baseline, of those that can be compared. */
  promptTokensChanged: z.int(),
  promptTokensCompared: z.int(),
  /** Sentences for a person; empty when nothing changed. */
  findings: z.array(z.string()),
});

/** What accepting a run's behaviour as the new baseline would do; `refused` with the reason why it cannot be. */
export const acceptance = z.object({ way: z.enum(['answers', 'capture', 'refused']), reason: z.string() });

export type SignalView = z.infer<typeof signalView>;
export type PromptSignal = z.infer<typeof promptSignal>;
export type NightStep = z.infer<typeof nightStep>;
export type ConfirmationRef = z.infer<typeof confirmationRef>;
export type ServedModelView = z.infer<typeof servedModelView>;
export type Acceptance = z.infer<typeof acceptance>;
