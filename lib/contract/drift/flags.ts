import { z } from 'zod';
import { id, idText, instant, personRef, verdict } from '../common.ts';
import { notComparedView } from './clusters.ts';
import { driftObjectSummary } from './objects.ts';

export const flagSourceView = z.object({
  id,
  name: z.string(),
  mode: z.enum(['definitions', 'evaluations']),
  url: z.string(),
  ca: z.string().nullable(),
  source: z.object({ id, name: z.string(), canPublish: z.boolean() }),
  path: z.string(),
  allowedAddresses: z.array(z.string()),
  intervalSeconds: z.int(),
  enabled: z.boolean(),
  isDemo: z.boolean(),
  verdict: verdict.nullable(),
  reason: z.string(),
  /** Flags that were compared, and those that differ. */
  flags: z.int(),
  drifted: z.int(),
  /** Only values for some contexts were compared. */
  isPartial: z.boolean(),
  notCompared: z.array(notComparedView),
  commitSha: z.string().nullable(),
  comparedAt: instant.nullable(),
  createdAt: instant,
});

export const flagSourceBody = z.object({
  name: z.string().trim().min(1).max(80),
  mode: z.enum(['definitions', 'evaluations']).default('definitions'),
  url: z.string().trim().min(1).max(1000),
  ca: z.string().max(200_000).nullable().default(null),
  sourceId: id,
  path: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^(?!\/)[^\\:\p{Cc}]+$/u, 'must be a path from the root of the repository, its folders joined by /')
    .refine((text) => !text.split('/').includes('..'), 'must not hold ..')
    .default('feature-flags'),
  allowedAddresses: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  intervalSeconds: z.int().min(10).max(86_400).default(60),
  enabled: z.boolean().default(true),
});

/** What is left out stays. */
export const flagSourcePatch = z
  .object({
    ...flagSourceBody.shape,
    mode: flagSourceBody.shape.mode.unwrap(),
    ca: flagSourceBody.shape.ca.unwrap(),
    path: flagSourceBody.shape.path.unwrap(),
    allowedAddresses: flagSourceBody.shape.allowedAddresses.unwrap(),
    intervalSeconds: flagSourceBody.shape.intervalSeconds.unwrap(),
    enabled: z.boolean(),
  })
  .partial();

export const flagSourceParams = z.object({ flagSourceId: idText });

/** What a person decided on a flag that differs. */
export const flagDecisionView = z.object({
  id,
  kind: z.enum(['sync', 'reject']),
  reason: z.string(),
  decidedBy: personRef,
  decidedAt: instant,
  /** Whether it is about the live side as it is now. */
  isCurrent: z.boolean(),
  state: z.enum(['pending', 'pushed', 'open', 'merged', 'closed']).nullable(),
  branch: z.string().nullable(),
  commitSha: z.string().nullable(),
  pullRequestUrl: z.string().nullable(),
  pullRequestNumber: z.int().nullable(),
  lastError: z.string().nullable(),
});

/** A flag that differs, both sides, and the ways out. */
export const flagDriftView = driftObjectSummary.extend({
  /** Each part that differs; both sides as JSON, null where that side has nothing. */
  deltas: z.array(
    z.object({
      part: z.enum(['added', 'removed', 'state', 'defaultVariant', 'variants', 'targeting', 'metadata']),
      git: z.json(),
      live: z.json(),
      /** What both sides were evaluated for; null where definitions were compared. */
      context: z.json(),
    }),
  ),
  /** Of the live side as it was last compared; null where flagd serves no such flag. */
  liveHash: z.string().nullable(),
  /** Only values for some contexts were compared, so that it cannot be brought to git. */
  isPartial: z.boolean(),
  /** The newest first. */
  decisions: z.array(flagDecisionView),
});

export const flagObjectParams = z.object({ objectId: idText });

/** The exact change that a sync makes, before it is confirmed. */
export const flagSyncPreview = z.object({
  path: z.string(),
  branch: z.string(),
  before: z.string(),
  after: z.string(),
  /** Base commit; the confirmation names it, so that nothing else is changed. */
  baseCommit: z.string(),
  /** The flag's live side that this is about. */
  liveHash: z.string().nullable(),
  /** Null: a pull request is opened; else why only a branch is pushed. */
  withoutPullRequest: z.string().nullable(),
});

/** The last decision on the flag that the person saw, so that nobody decides past another; null: there was none. */
const seenDecisionId = id.nullable();

export const flagSyncBody = z.object({
  seenDecisionId,
  baseCommit: z.string().regex(/^[0-9a-f]{40,64}$/),
  liveHash: z.string().nullable(),
  reason: z.string().trim().min(3, 'say in a few words why').max(2000),
});

export const flagRejectBody = z.object({
  seenDecisionId,
  liveHash: z.string().nullable(),
  reason: z.string().trim().min(3, 'say in a few words why').max(2000),
});

export type FlagSourceView = z.infer<typeof flagSourceView>;
export type FlagSourceBody = z.infer<typeof flagSourceBody>;
export type FlagSourcePatch = z.infer<typeof flagSourcePatch>;
export type FlagDriftView = z.infer<typeof flagDriftView>;
export type FlagDecisionView = z.infer<typeof flagDecisionView>;
export type FlagSyncPreview = z.infer<typeof flagSyncPreview>;
export type FlagSyncBody = z.infer<typeof flagSyncBody>;
export type FlagRejectBody = z.infer<typeof flagRejectBody>;
