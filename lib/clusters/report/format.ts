import { z } from 'zod';
import { FINDING_KINDS } from '#lib/kubernetes/compare/types.ts';
import type { Json } from '#lib/kubernetes/types.ts';

const count = z.int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A value of either side: any JSON; `hidden` where it must not be shown. */
const side = z.union([
  z.strictObject({ shown: z.custom<Json>((value) => value !== undefined) }),
  z.strictObject({ hidden: z.enum(['secret', 'encrypted']) }),
]);

const finding = z.object({
  kind: z.enum(FINDING_KINDS),
  object: z.object({
    group: z.string(),
    kind: z.string(),
    namespace: z.string().nullable(),
    name: z.string(),
  }),
  /** '' for the whole object. */
  path: z.string(),
  /** What git says; left out where it says nothing. */
  git: side.optional(),
  live: side.optional(),
  /** Set: `git` is what the cluster would make of git's object, as a dry run says. */
  dryRun: z.literal(true).optional(),
  /** Who wrote it last; null where nobody is on record. */
  manager: z.string().nullable(),
  operation: z.enum(['Apply', 'Update']).nullable(),
  subresource: z.string().nullable(),
  time: z.string().nullable(),
  /** Part of git that asks for the object, and where; null for what git lacks. */
  source: z.string().nullable(),
  file: z.string().nullable(),
  commit: z.string().nullable(),
});

const left = z.object({ reason: z.string(), subject: z.string(), detail: z.string() });

/** A comparison of a cluster as `tidemark cluster diff --json` writes it; docs/compare-a-cluster.md describes it. */
export const clusterReport = z.object({
  format: z.literal(1),
  verdict: z.enum(['stable', 'drifted', 'unmeasured']),
  reason: z.string(),
  comparedAt: z.iso.datetime(),
  server: z.object({ address: z.string(), version: z.string().nullable() }),
  sources: z.array(
    z.object({
      name: z.string(),
      repository: z.string(),
      path: z.string(),
      commit: z.string(),
      problem: z.string().nullable(),
    }),
  ),
  findings: z.array(finding),
  counts: z.object({ objects: count, drifted: count, findings: z.record(z.enum(FINDING_KINDS), count) }),
  /** SHA-256 of git's side and of the cluster's: equal where nothing was found. */
  hashes: z.object({ git: hash, live: hash }),
  namespaces: z.array(
    z.object({ namespace: z.string().nullable(), objects: count, drifted: count, git: hash, live: hash }),
  ),
  /** What git has and was not compared. */
  notCompared: z.array(left),
  /** What asks not to be compared. */
  optedOut: z.array(left),
});

export type ClusterReport = z.infer<typeof clusterReport>;
export type ReportedFinding = z.infer<typeof finding>;
