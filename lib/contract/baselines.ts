import { z } from 'zod';
import { id, idText, instant, personRef, verdict } from './common.ts';
import { runPurpose, runTrigger } from './runs.ts';
import { acceptance, confirmationRef, nightStep, signalView } from './signals.ts';

const baselineState = z.enum(['capturing', 'ready', 'superseded', 'retired', 'failed']);

/** A run whose answers are, or were, part of a baseline. */
const baselineSource = z.object({
  runId: id,
  purpose: runPurpose,
  night: z.iso.date().nullable(),
  addedAt: instant,
  /** When a newer night took its place; null while it is part of the baseline. */
  leftAt: instant.nullable(),
});

/** One baseline in the history of an endpoint. */
export const baselineEntry = z.object({
  id,
  state: baselineState,
  suiteVersion: z.object({ id, number: z.int() }),
  /** What its answers are looked at with; a change of any retires it. */
  normaliserVersion: z.string(),
  encoderId: z.string().nullable(),
  judgeId: z.string().nullable(),
  /** Measured repetitions of the prompt that has fewest and of the one that has most. */
  repetitions: z.object({ least: z.int(), most: z.int() }),
  /** Distinct UTC days its answers are from. */
  nights: z.int(),
  /** Whether accepted nights still add repetitions: `full` ones exchange their oldest accepted night. */
  growth: z.enum(['none', 'growing', 'full']),
  /** Why it was captured or accepted, and by whom; nobody is Tidemark itself. */
  reason: z.string(),
  createdBy: personRef.nullable(),
  createdAt: instant,
  readyAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedReason: z.string().nullable(),
  sources: z.array(baselineSource),
});

/** Accepts the behaviour that a run saw as the new baseline. */
export const blessBaselineBody = z.object({
  /** A check of the endpoint that drifted or was stable; its confirmation counts with it. */
  runId: id,
  reason: z.string().trim().min(3, 'say in a few words why').max(500),
  /** The incident that is answered by this; its timeline says so. */
  incidentId: id.optional(),
});

export const blessed = z.object({
  baseline: baselineEntry,
  /** `answers`: ready now, made of the run's own answers; `capture`: being captured anew. */
  way: acceptance.shape.way.exclude(['refused']),
  /** The capture run; null where the answers sufficed. */
  captureRunId: id.nullable(),
});

/** One judged check on the charts of an endpoint. */
const historyNight = z.object({
  runId: id,
  trigger: runTrigger,
  night: z.iso.date().nullable(),
  at: instant,
  verdict,
  baselineId: id.nullable(),
  deltaRate: z.number().nullable(),
  /** The baseline's own rate. */
  noiseRate: z.number().nullable(),
  pValue: z.number().nullable(),
  signals: z.array(
    signalView.pick({
      name: true,
      value: true,
      noise: true,
      threshold: true,
      pValue: true,
      pAdjusted: true,
      fired: true,
    }),
  ),
  step: nightStep.nullable(),
  confirmation: confirmationRef.nullable(),
  incidentId: id.nullable(),
  /** Who the gateway said served, most often named first; empty where it did not say. */
  servedModels: z.array(z.string()),
  fingerprints: z.array(z.string()),
  costUsd: z.number().nullable(),
  judgeCostUsd: z.number().nullable(),
});

/** Something that happened to the endpoint, drawn as a line across its charts. */
const historyMarker = z.object({
  kind: z.enum(['incident_opened', 'incident_resolved', 'baseline_ready', 'baseline_ended', 'upgrade']),
  at: instant,
  label: z.string(),
  incidentId: id.nullable(),
  baselineId: id.nullable(),
  runId: id.nullable(),
});

export const endpointHistory = z.object({
  /** Oldest first. */
  nights: z.array(historyNight),
  markers: z.array(historyMarker),
  /** CUSUM from which an incident opens, and largest p-value at which a signal fires. */
  cusumAlarm: z.number(),
  alpha: z.number(),
});

export const historyQuery = z.object({
  /** How many of the latest judged checks. */
  nights: z.coerce.number<number | string>().int().min(1).max(400).default(90),
  /** Id of the last check wanted; left out: the latest there is. */
  until: idText.optional(),
});

export type BaselineEntry = z.infer<typeof baselineEntry>;
export type BlessBaselineBody = z.infer<typeof blessBaselineBody>;
export type Blessed = z.infer<typeof blessed>;
export type EndpointHistory = z.infer<typeof endpointHistory>;
export type HistoryNight = EndpointHistory['nights'][number];
export type HistoryMarker = EndpointHistory['markers'][number];
