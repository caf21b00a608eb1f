import { z } from 'zod';
import { id, idText, instant, pageQuery, personRef, verdict } from './common.ts';
import { judgementView } from './judgements.ts';
import { acceptance, confirmationRef, nightStep, promptSignal, servedModelView, signalView } from './signals.ts';

export const runStatus = z.enum(['queued', 'sampling', 'evaluating', 'finished', 'cancelled', 'failed']);
export const runPurpose = z.enum(['check', 'baseline', 'confirmation', 'screening']);
/** What a person may ask for; a confirmation is asked for by the check it follows. */
const startablePurpose = runPurpose.exclude(['confirmation', 'screening']);
/** How a check spreads its calls over the suite. */
export const callPlan = z.enum(['standard', 'single', 'deep']);
/** Independent answers per prompt, by stratum. */
export const repetitions = z.object({ short: z.int(), behaviour: z.int() });
export const runTrigger = z.enum(['schedule', 'manual', 'ci', 'upgrade']);
export const movement = z.enum(['same', 'changed', 'format_only', 'unmeasured']);

export const endpointRef = z.object({ id, name: z.string(), model: z.string(), isDemo: z.boolean() });

const suiteVersionRef = z.object({
  id,
  suiteKey: z.string(),
  number: z.int(),
  contentHash: z.string(),
});

export const runSummary = z.object({
  id,
  purpose: runPurpose,
  /** Null where a check has no plan of its own, and for everything that is no check. */
  plan: callPlan.nullable(),
  trigger: runTrigger,
  endpoint: endpointRef,
  suiteVersion: suiteVersionRef,
  status: runStatus,
  verdict: verdict.nullable(),
  verdictReason: z.string().nullable(),
  pValue: z.number().nullable(),
  /** Output-hash delta rate and the baseline's own, 0 to 1; null until evaluated. */
  deltaRate: z.number().nullable(),
  noiseRate: z.number().nullable(),
  plannedSamples: z.int(),
  storedSamples: z.int(),
  measuredSamples: z.int(),
  /** Most that calls and judge were expected to cost, before the start. */
  estimatedCostUsd: z.number().nullable(),
  costUsd: z.number().nullable(),
  night: z.iso.date().nullable(),
  requestedBy: personRef.nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  incidentId: id.nullable(),
});

/** A row of the prompts × signals matrix. */
export const runPromptRow = z.object({
  promptId: id,
  key: z.string(),
  category: z.string(),
  stratum: z.string(),
  movement: movement.nullable(),
  deltaShare: z.number().nullable(),
  noiseShare: z.number().nullable(),
  reason: z.string().nullable(),
  /** What each signal saw of it, largest first. */
  signals: z.array(promptSignal),
  samplesPlanned: z.int(),
  samplesStored: z.int(),
  samplesMeasured: z.int(),
});

/** One thing the gateway said about what served, and in how many samples. */
const servedEvidence = z.object({ field: z.string(), value: z.string(), samples: z.int() });

export const runDetail = runSummary.extend({
  repetitions,
  /** What the judge cost beyond `costUsd`; null where none was asked. */
  judgeCostUsd: z.number().nullable(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** About, and at most, before the start; null for runs of earlier versions. */
  estimatedPromptTokens: z.int().nullable(),
  estimatedCompletionTokens: z.int().nullable(),
  /** US dollars that the run keeps to; null for no limit. */
  budgetUsd: z.number().nullable(),
  signals: z.array(signalView),
  prompts: z.array(runPromptRow),
  baseline: z.object({ id, state: z.string(), createdAt: instant, repetitions }).nullable(),
  served: z.array(servedEvidence),
  /** Who served, against the baseline; null until evaluated. */
  servedModel: servedModelView.nullable(),
  /** What limits the judgement or lies beside it, as sentences. */
  warnings: z.array(z.string()),
  /** Random permutations behind the p-values; null where nothing was judged. */
  permutations: z.int().nullable(),
  /** The check that this run confirms; null for everything else. */
  parentRunId: id.nullable(),
  confirmation: confirmationRef.nullable(),
  /** Null until the night is over, confirmation included, and for what is no judged check. */
  step: nightStep.nullable(),
  /** What accepting the behaviour as the new baseline would do. */
  acceptance,
  unmeasuredReasons: z.array(z.object({ reason: z.string(), label: z.string(), samples: z.int() })),
});

/** One stored answer, as shown side by side. */
export const sampleView = z.object({
  runId: id,
  repetition: z.int(),
  outcome: z.enum(['measured', 'unmeasured']),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  output: z.string().nullable(),
  toolCalls: z.array(z.object({ name: z.string(), argumentsJson: z.string() })).nullable(),
  finishReason: z.string().nullable(),
  canonicalHash: z.string().nullable(),
  promptTokens: z.int().nullable(),
  completionTokens: z.int().nullable(),
  latencyMs: z.int().nullable(),
  costUsd: z.number().nullable(),
  attempts: z.int(),
  createdAt: instant,
});

const chatMessage = z.object({ role: z.string(), content: z.string() });

/** Old and new answers of one prompt. */
export const runPromptEvidence = z.object({
  prompt: z.object({
    id,
    key: z.string(),
    category: z.string(),
    stratum: z.string(),
    why: z.string(),
    messages: z.array(chatMessage),
  }),
  movement: movement.nullable(),
  deltaShare: z.number().nullable(),
  noiseShare: z.number().nullable(),
  baseline: z.array(sampleView),
  current: z.array(sampleView),
  /** What a judge said of old and new; empty where none was asked. */
  judgements: z.array(judgementView),
});

export const runListQuery = pageQuery.extend({
  endpointId: idText.optional(),
  status: runStatus.optional(),
  verdict: verdict.optional(),
  purpose: runPurpose.optional(),
  trigger: runTrigger.optional(),
});

export const startRunBody = z.object({
  endpointId: id,
  purpose: startablePurpose.default('check'),
  /** How a check spreads its calls; left out: the endpoint's plan. */
  plan: callPlan.optional(),
  /** Independent answers of every prompt: of a baseline (3 to 5, left out: 3), or of a check instead of a plan. */
  repetitions: z.int().min(1).max(10).optional(),
  /** Why, kept with a new baseline and in the audit log. */
  reason: z.string().max(500).optional(),
});

/** What asking a suite by a plan takes. */
export const planEstimate = z.object({
  calls: z.int(),
  promptTokens: z.int(),
  maxCompletionTokens: z.int(),
  /** Upper bound in USD; null while the endpoint's prices are unknown. */
  maxCostUsd: z.number().nullable(),
  /** What the judge is asked beyond that, at most; 0 while none is configured. */
  judgeCalls: z.int(),
  /** Null while a judge is configured whose prices are unknown. */
  judgeMaxCostUsd: z.number().nullable(),
  basis: z.string(),
});

/** What a run will ask for, and what it may cost. */
export const runEstimate = planEstimate.extend({
  /** US dollars that the run keeps to; null for no limit. */
  budgetUsd: z.number().nullable(),
});

export type CallPlan = z.infer<typeof callPlan>;
export type Repetitions = Readonly<z.infer<typeof repetitions>>;
export type RunPurpose = z.infer<typeof runPurpose>;
export type RunStatus = z.infer<typeof runStatus>;
export type RunSummary = z.infer<typeof runSummary>;
export type RunDetail = z.infer<typeof runDetail>;
export type RunPromptRow = z.infer<typeof runPromptRow>;
export type RunPromptEvidence = z.infer<typeof runPromptEvidence>;
export type SampleView = z.infer<typeof sampleView>;
export type Movement = z.infer<typeof movement>;
export type PlanEstimate = z.infer<typeof planEstimate>;
export type RunEstimate = z.infer<typeof runEstimate>;
export type RunListQuery = z.infer<typeof runListQuery>;
export type StartRunBody = z.infer<typeof startRunBody>;
