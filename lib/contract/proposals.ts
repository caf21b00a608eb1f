import { z } from 'zod';
import { id, idText, instant, pageQuery, personRef } from './common.ts';
import { endpointRef, runEstimate } from './runs.ts';

export const proposalState = z.enum(['open', 'accepted', 'rejected']);

/**
 * How a prompt behaves when it is asked several times. `border`: two answers or so, nearly tied; `stable`: always the
 * same; `noisy`: hardly any answer twice; `unmeasured`: too few answers to tell.
 */
export const promptKind = z.enum(['border', 'stable', 'noisy', 'unmeasured']);

/** What a screening saw of one prompt. */
export const promptScreening = z.object({
  kind: promptKind,
  /** Answers asked for, and measured. */
  asked: z.int(),
  measured: z.int(),
  /** Distinct answers, layout aside. */
  distinct: z.int(),
  /** Of the distribution of answers, in bits; 0 where it is always the same. */
  entropyBits: z.number(),
  /** The answers seen most, with how often; long ones are cut. */
  answers: z.array(z.object({ text: z.string(), count: z.int() })),
});

export const proposedPrompt = z.object({
  key: z.string(),
  category: z.string(),
  stratum: z.enum(['short', 'behaviour']),
  /** What is asked: the last message. */
  question: z.string(),
  why: z.string(),
  /** `kept`: in the present version and in the proposed one; `added`; `removed`; `passed over`: a candidate not chosen. */
  change: z.enum(['kept', 'added', 'removed', 'passed_over']),
  /** Null where nobody asked it several times. */
  screening: promptScreening.nullable(),
  /** Why it is chosen or not, in a sentence. */
  reason: z.string(),
});

export const proposalSummary = z.object({
  id,
  endpoint: endpointRef,
  suite: z.object({ id, key: z.string(), title: z.string() }),
  /** The version it was made against. */
  baseVersion: z.object({ id, number: z.int() }),
  runId: id,
  state: proposalState,
  added: z.int(),
  removed: z.int(),
  kept: z.int(),
  createdAt: instant,
  /** Why it was accepted or rejected; empty while open. */
  reason: z.string(),
  decidedBy: personRef.nullable(),
  decidedAt: instant.nullable(),
  /** The version published by accepting it. */
  version: z.object({ id, number: z.int() }).nullable(),
});

export const proposalDetail = proposalSummary.extend({
  /** Answers of each candidate that the screening asked for. */
  repetitions: z.int(),
  /** What the choice could not keep to, as sentences. */
  warnings: z.array(z.string()),
  prompts: z.array(proposedPrompt),
  /** Endpoints that would be asked the new version, and capture new baselines. */
  endpoints: z.array(z.string()),
  /** Why it cannot be accepted any more; null where it can. */
  outdated: z.string().nullable(),
});

export const proposalListQuery = pageQuery.extend({
  state: proposalState.optional(),
  endpointId: idText.optional(),
  suiteId: idText.optional(),
});

export const proposalDecisionBody = z.object({ reason: z.string().trim().min(3, 'say in a few words why').max(500) });

/** What a screening of the candidate prompts would take, before it is started. */
export const screeningPlan = z.object({
  /** Candidate prompts, and answers asked for of each. */
  prompts: z.int(),
  repetitions: z.int(),
  estimate: runEstimate,
  /** Why none can be started now; null where one can. */
  refusal: z.string().nullable(),
});

export type ProposalState = z.infer<typeof proposalState>;
export type PromptKind = z.infer<typeof promptKind>;
export type PromptScreening = z.infer<typeof promptScreening>;
export type ProposedPrompt = z.infer<typeof proposedPrompt>;
export type ProposalSummary = z.infer<typeof proposalSummary>;
export type ProposalDetail = z.infer<typeof proposalDetail>;
export type ProposalListQuery = z.infer<typeof proposalListQuery>;
export type ProposalDecisionBody = z.infer<typeof proposalDecisionBody>;
export type ScreeningPlan = z.infer<typeof screeningPlan>;
