import { z } from 'zod';
import { id, instant, pageQuery, personRef } from './common.ts';

export const scanStatus = z.enum(['queued', 'running', 'finished', 'cancelled', 'failed']);

/** One search of a Langfuse project for traces that an evaluator scored low. */
export const candidateScan = z.object({
  id,
  source: z.object({ id, name: z.string(), isDemo: z.boolean() }),
  trigger: z.enum(['schedule', 'manual']),
  status: scanStatus,
  /** Scores given from here, inclusive, to there, exclusive. */
  from: instant,
  to: instant,
  scoresSeen: z.int(),
  /** Traces that became candidates. */
  added: z.int(),
  /** Traces that are candidates already, by id or by content. */
  duplicates: z.int(),
  /** Traces that could not become candidates; `notes` says why. */
  skipped: z.int(),
  /** Why it failed; where it finished, what was skipped and why. */
  notes: z.string().nullable(),
  requestedBy: personRef.nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

/** A Langfuse project. Its secret key is never shown. */
export const langfuseSource = z.object({
  id,
  name: z.string(),
  baseUrl: z.string(),
  publicKey: z.string(),
  evaluator: z.string(),
  scoreAtMost: z.number(),
  /** Agent that the tasks made of its traces belong to. */
  agent: z.string(),
  repository: z.object({ id, name: z.string() }),
  isDemo: z.boolean(),
  enabled: z.boolean(),
  createdAt: instant,
  lastScan: candidateScan.nullable(),
});

const httpUrl = z.url({ protocol: /^https?$/, abort: true }).refine((url) => {
  const { username, password } = new URL(url);
  return username === '' && password === '';
}, 'must not hold a user name or password; put the keys in their own fields');

// Both keys go into a header: characters of ASCII alone, and no colon in the first.
const publicKey = z
  .string()
  .trim()
  .regex(/^[!-9;-~]{1,200}$/, 'must be the public key as Langfuse shows it, without spaces');
const secretKey = z
  .string()
  .trim()
  .regex(/^[!-~]{1,400}$/, 'must be the secret key as Langfuse shows it, without spaces');

export const langfuseSourceBody = z.object({
  name: z.string().trim().min(1).max(80),
  baseUrl: httpUrl,
  publicKey,
  secretKey,
  /** Name of the score; a comma would name two. */
  evaluator: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^,]*$/, 'must be the name of one score')
    .default('Review-E'),
  scoreAtMost: z.number().min(-1e6).max(1e6).default(0.6),
  agent: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be small letters, digits and dashes, at most 63'),
  repositoryId: id,
  enabled: z.boolean().default(true),
});

/** What is left out stays, the secret key too. */
export const langfuseSourcePatch = z
  .object({
    ...langfuseSourceBody.shape,
    evaluator: langfuseSourceBody.shape.evaluator.unwrap(),
    scoreAtMost: langfuseSourceBody.shape.scoreAtMost.unwrap(),
    enabled: z.boolean(),
  })
  .partial();

export const langfuseTest = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), durationMs: z.int().nullable() })),
});

/** Longest stretch that one scan by hand may search, in days. */
export const MAX_SCAN_DAYS = 31;

export const candidateScanBody = z.object({
  sourceId: id,
  /** How far back the search begins. */
  days: z.int().min(1).max(MAX_SCAN_DAYS).default(7),
});

export const candidateScanQuery = pageQuery.extend({
  sourceId: z.coerce.number<number | string>().pipe(id).optional(),
});

export type ScanStatus = z.infer<typeof scanStatus>;
export type CandidateScanView = z.infer<typeof candidateScan>;
export type LangfuseSourceView = z.infer<typeof langfuseSource>;
export type LangfuseSourceBody = z.infer<typeof langfuseSourceBody>;
export type LangfuseSourcePatch = z.infer<typeof langfuseSourcePatch>;
export type LangfuseTest = z.infer<typeof langfuseTest>;
export type CandidateScanBody = z.infer<typeof candidateScanBody>;
