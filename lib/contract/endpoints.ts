import { z } from 'zod';
import { id, instant } from './common.ts';
import { callPlan, planEstimate, repetitions, runSummary } from './runs.ts';
import { selfCheckView } from './self-check.ts';

export const gatewayKind = z.enum(['litellm', 'openai']);
/** What an ordinary night can do; the deep plan is for one night a week. */
export const nightlyPlan = callPlan.exclude(['deep']);
const endpointStatus = z.enum(['active', 'paused']);

/** A gateway never shows its key; only whether one is stored. */
export const gatewayView = z.object({
  id,
  name: z.string(),
  kind: gatewayKind,
  baseUrl: z.string(),
  hasKey: z.boolean(),
  isDemo: z.boolean(),
  endpointCount: z.int(),
  createdAt: instant,
});

const httpUrl = z.url({ protocol: /^https?$/, abort: true }).refine((url) => {
  const { username, password } = new URL(url);
  return username === '' && password === '';
}, 'must not hold a user name or password; put the key in its own field');

export const gatewayBody = z.object({
  name: z.string().trim().min(1).max(80),
  kind: gatewayKind,
  baseUrl: httpUrl,
  /** Left out: keep the stored key. Null: store none. */
  apiKey: z.string().min(1).max(4096).nullable().optional(),
});

export const baselineView = z.object({
  id,
  state: z.enum(['capturing', 'ready', 'superseded', 'retired', 'failed']),
  repetitions,
  suiteVersionNumber: z.int(),
  reason: z.string(),
  createdBy: z.string().nullable(),
  createdAt: instant,
  readyAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const endpointView = z.object({
  id,
  name: z.string(),
  model: z.string(),
  gateway: z.object({ id, name: z.string(), kind: gatewayKind, isDemo: z.boolean() }),
  suite: z.object({
    id,
    key: z.string(),
    title: z.string(),
    activeVersion: z.object({ id, number: z.int(), contentHash: z.string(), promptCount: z.int() }).nullable(),
  }),
  temperature: z.number(),
  seed: z.int().nullable(),
  requestTimeoutMs: z.int(),
  concurrency: z.int(),
  inputUsdPerMillion: z.number().nullable(),
  outputUsdPerMillion: z.number().nullable(),
  plan: callPlan,
  /** US dollars that a run may cost; null for no limit. */
  runBudgetUsd: z.number().nullable(),
  /** Who judges its answers; null while nobody does. */
  judge: z
    .object({
      gateway: z.object({ id, name: z.string(), isDemo: z.boolean() }),
      model: z.string(),
      inputUsdPerMillion: z.number().nullable(),
      outputUsdPerMillion: z.number().nullable(),
    })
    .nullable(),
  status: endpointStatus,
  baseline: baselineView.nullable(),
  lastCheck: runSummary.nullable(),
  activeRunId: id.nullable(),
  openIncidentId: id.nullable(),
  /** When the next scheduled check starts; null while paused. */
  nextRunAt: instant.nullable(),
});

/** One evaluated check on the endpoint's history chart. */
export const endpointNight = z.object({
  runId: id,
  at: instant,
  verdict: z.enum(['stable', 'drifted', 'calibrating', 'unmeasured']),
  deltaRate: z.number().nullable(),
  noiseRate: z.number().nullable(),
  incidentId: id.nullable(),
});

export const endpointDetail = endpointView.extend({
  history: z.array(endpointNight),
  baselines: z.array(baselineView),
  /** Null while no baseline is ready. */
  selfCheck: selfCheckView.nullable(),
});

/** What gateways take and the database holds (32-bit). */
const seed = z
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1)
  .nullable();

/** US dollars beyond which a price or a budget is a slip of the hand. */
const MAX_USD = 1_000_000;
const price = z.number().min(0).max(MAX_USD).nullable();
const budget = z.number().positive().max(MAX_USD).nullable();

export const endpointBody = z.object({
  name: z.string().trim().min(1).max(80),
  gatewayId: id,
  model: z.string().trim().min(1).max(200),
  suiteId: id,
  temperature: z.number().min(0).max(2).default(0),
  seed: seed.default(7),
  requestTimeoutMs: z.int().min(1000).max(290_000).default(60_000),
  concurrency: z.int().min(1).max(50).default(4),
  inputUsdPerMillion: price.default(null),
  outputUsdPerMillion: price.default(null),
  /** How a nightly check spreads its calls. */
  plan: nightlyPlan.default('standard'),
  /** A run makes no call that could take its cost beyond this many US dollars; needs both prices. */
  runBudgetUsd: budget.default(null),
  /** Who judges its answers, by gateway and model; both or neither. */
  judgeGatewayId: id.nullable().default(null),
  judgeModel: z.string().trim().min(1).max(200).nullable().default(null),
  judgeInputUsdPerMillion: price.default(null),
  judgeOutputUsdPerMillion: price.default(null),
});

export const endpointPatch = z
  .object({
    ...endpointBody.shape,
    temperature: z.number().min(0).max(2),
    seed,
    requestTimeoutMs: z.int().min(1000).max(290_000),
    concurrency: z.int().min(1).max(50),
    inputUsdPerMillion: price,
    outputUsdPerMillion: price,
    plan: nightlyPlan,
    runBudgetUsd: budget,
    judgeGatewayId: id.nullable(),
    judgeModel: z.string().trim().min(1).max(200).nullable(),
    judgeInputUsdPerMillion: price,
    judgeOutputUsdPerMillion: price,
    status: endpointStatus,
  })
  .partial();

/** What a judge costs, in US dollars per million tokens; null is unknown. */
const judgePrices = z.strictObject({
  inputUsdPerMillion: price,
  outputUsdPerMillion: price,
});

/** Settings that calls and cost depend on, saved or not. */
export const planEstimateBody = endpointBody
  .pick({ suiteId: true, inputUsdPerMillion: true, outputUsdPerMillion: true })
  .extend({ judge: judgePrices.nullable().default(null) });

/** Calls and cost of a month of checks, the weekly deep ones included. */
const monthEstimate = z.object({
  calls: z.int(),
  /** Upper bound in USD; null while a price is unknown. */
  maxCostUsd: z.number().nullable(),
});

/** What each plan takes, before an endpoint is saved. */
export const planEstimates = z.object({
  standard: planEstimate,
  single: planEstimate,
  deep: planEstimate,
  /** Weekday of the deep checks (UTC), or `never`. */
  deepNight: z.string(),
  month: z.object({ standard: monthEstimate, single: monthEstimate }),
});

export const connectionTestBody = z.object({ model: z.string().trim().min(1).max(200) });

export const connectionTest = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), durationMs: z.int().nullable() })),
});

export type GatewayView = z.infer<typeof gatewayView>;
export type GatewayBody = z.infer<typeof gatewayBody>;
export type BaselineView = z.infer<typeof baselineView>;
export type EndpointView = z.infer<typeof endpointView>;
export type NightlyPlan = z.infer<typeof nightlyPlan>;
export type PlanEstimateBody = z.infer<typeof planEstimateBody>;
export type PlanEstimates = z.infer<typeof planEstimates>;
export type EndpointNight = z.infer<typeof endpointNight>;
export type EndpointDetail = z.infer<typeof endpointDetail>;
export type EndpointBody = z.infer<typeof endpointBody>;
export type EndpointPatch = z.infer<typeof endpointPatch>;
export type ConnectionTest = z.infer<typeof connectionTest>;
