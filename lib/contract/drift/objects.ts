import { z } from 'zod';
import { id, idText, instant, pageQuery, personRef, severity } from '../common.ts';
import { findingKind } from './clusters.ts';

const driftState = z.enum(['drifted', 'ignored', 'clean']);
export const driftChannel = z.enum(['code', 'config']);

/** A value of one side; secrets only as being there. */
const shownValue = z.union([z.object({ shown: z.json() }), z.object({ hidden: z.enum(['secret', 'encrypted']) })]);

const fieldWriter = z.object({
  manager: z.string(),
  operation: z.enum(['Apply', 'Update']),
  subresource: z.string().nullable(),
  time: z.string().nullable(),
});

/** One difference of one object; flags name the part of the definition as path. */
export const findingView = z.object({
  kind: findingKind,
  /** '' for the whole object. */
  path: z.string(),
  /** Left out where git has nothing there. */
  expected: shownValue.optional(),
  live: shownValue.optional(),
  /** Of an object that git lacks: since when it is as it is; left out where the server kept no time. */
  since: z.string().optional(),
  /** Null where nobody is on record. */
  writer: fieldWriter.nullable(),
  /** Set: not git says so, but a dry run of what git has. */
  isOfDryRun: z.literal(true).optional(),
  /** The ignore rule that hides it; null: it counts. */
  ignoredBy: id.nullable(),
});

/** One time that an object drifted. */
export const occurrenceView = z.object({
  id,
  origin: z.enum(['scan', 'watch', 'flux']),
  firstSeenAt: instant,
  lastSeenAt: instant,
  correctedAt: instant.nullable(),
  findings: z.array(findingView),
  managers: z.array(z.string()),
  /** Flux's own words. */
  note: z.string().nullable(),
  severity: severity.nullable(),
  rule: z.string(),
  incidentId: id.nullable(),
});

/** An object of a cluster, or a flag, that differs from git or once did. */
export const driftObjectSummary = z.object({
  id,
  channel: driftChannel,
  /** The cluster's or the flag source's name. */
  owner: z.object({ kind: z.enum(['cluster', 'flags']), id, name: z.string(), isDemo: z.boolean() }),
  group: z.string(),
  kind: z.string(),
  /** '' for what belongs to none. */
  namespace: z.string(),
  name: z.string(),
  state: driftState,
  /** Findings that count, by kind. */
  findings: z.partialRecord(findingKind, z.int()),
  /** Who wrote what differs. */
  managers: z.array(z.string()),
  /** Of the last occurrence; null: logged, no alert. */
  severity: severity.nullable(),
  rule: z.string(),
  incidentId: id.nullable(),
  /** Occurrences in the last 24 h, and ever. */
  recent: z.int(),
  occurrences: z.int(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  file: z.string().nullable(),
  commitSha: z.string().nullable(),
});

export const driftObjectDetail = driftObjectSummary.extend({
  /** YAML of both sides, secrets hidden. */
  expected: z.string().nullable(),
  live: z.string().nullable(),
  expectedHash: z.string().nullable(),
  liveHash: z.string().nullable(),
  /** What applies it, e.g. `Kustomization flux-system/apps`. */
  source: z.string().nullable(),
  /** The file at its commit on the forge; null where no forge is set up. */
  fileUrl: z.string().nullable(),
  details: z.array(findingView),
  /** The newest first, at most 100. */
  history: z.array(occurrenceView),
});

/** A Kyverno policy, or an exception from policies, that differs from git or once did. */
export const policyDriftView = driftObjectSummary.extend({
  /** Of what should and what does apply; null where that side has nothing. */
  expectedHash: z.string().nullable(),
  liveHash: z.string().nullable(),
  /** Highest tier of the policy, or of those that the exception speaks of; null: none. */
  tier: z.int().nullable(),
});

export const driftObjectListQuery = pageQuery.extend({
  clusterId: idText.optional(),
  flagSourceId: idText.optional(),
  channel: driftChannel.optional(),
  /** `now` is drifted or ignored. */
  state: z.enum(['now', 'drifted', 'ignored', 'clean', 'all']).default('drifted'),
  severity: severity.optional(),
  /** '-' for what belongs to no namespace. */
  namespace: z.string().trim().max(63).optional(),
  kind: z.string().trim().max(63).optional(),
  /** Those that an ignore rule hides something of. */
  ignoreRuleId: idText.optional(),
  q: z.string().trim().max(200).optional(),
});

export const driftObjectParams = z.object({ objectId: idText });

/** Drift by namespace and day: the table under the chart, too. */
export const driftByDay = z.object({
  /** `YYYY-MM-DD`, UTC, the oldest first. */
  days: z.array(z.string()),
  namespaces: z.array(
    z.object({
      /** '' for what belongs to none. */
      namespace: z.string(),
      /** Null: no tier. */
      tier: z.int().nullable(),
      /** Objects that drift now. */
      drifted: z.int(),
      severity: severity.nullable(),
      /** Occurrences that began on each day. */
      occurrences: z.array(z.int()),
    }),
  ),
});

export const driftByDayQuery = z.object({
  clusterId: idText.optional(),
  channel: driftChannel.optional(),
  days: z.coerce.number<number | string>().int().min(1).max(90).default(14),
});

export const ignoreRuleView = z.object({
  id,
  cluster: z.object({ id, name: z.string() }).nullable(),
  group: z.string().nullable(),
  kind: z.string().nullable(),
  namespace: z.string().nullable(),
  name: z.string().nullable(),
  fieldPath: z.string().nullable(),
  manager: z.string().nullable(),
  reason: z.string(),
  owner: personRef,
  expiresAt: instant,
  createdAt: instant,
  endedAt: instant.nullable(),
  /** Whether it works now. */
  isActive: z.boolean(),
  /** Findings and objects that it hides now. */
  hides: z.object({ findings: z.int(), objects: z.int() }),
});

const pattern = z.string().trim().min(1).max(253).nullable().default(null);

/** What a rule is about; null matches everything. */
const ignoreScope = {
  clusterId: id.nullable().default(null),
  group: z.string().trim().max(253).nullable().default(null),
  kind: pattern,
  namespace: pattern,
  name: pattern,
  fieldPath: z.string().trim().min(1).max(1000).nullable().default(null),
  manager: pattern,
};

const SCOPE_NEEDED = 'must name at least a kind, namespace, name, field or manager, by more than *';

const namesSomething = (scope: Record<'kind' | 'namespace' | 'name' | 'fieldPath' | 'manager', string | null>) =>
  [scope.kind, scope.namespace, scope.name, scope.fieldPath, scope.manager].some(
    // What is only `*` is everything: it names nothing.
    (each) => each !== null && !/^\*+$/.test(each),
  );

export const ignoreRuleBody = z
  .object({
    ...ignoreScope,
    reason: z.string().trim().min(3, 'say in a few words why').max(2000),
    ownerId: id,
    expiresAt: instant,
  })
  .refine(namesSomething, SCOPE_NEEDED);

export const ignorePreviewBody = z.object(ignoreScope).refine(namesSomething, SCOPE_NEEDED);

/** What a rule would hide of what differs now, were it made. */
export const ignorePreview = z.object({
  findings: z.int(),
  objects: z.int(),
  /** Objects of which nothing would be left that counts. */
  silenced: z.int(),
  /** The first of the objects, by name. */
  first: z.array(z.object({ id, owner: z.string(), kind: z.string(), namespace: z.string(), name: z.string() })),
});

export const ignoreRuleListQuery = pageQuery.extend({ state: z.enum(['active', 'ended', 'all']).default('active') });
export const ignoreRuleParams = z.object({ ruleId: idText });

export const tierView = z.object({ id, subject: z.enum(['namespace', 'policy']), name: z.string(), tier: z.int() });
export const tierBody = z.object({
  subject: z.enum(['namespace', 'policy']),
  /** A name; `*` stands for any part of one. */
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9*]([a-z0-9.*-]*[a-z0-9*])?$/, 'must be a name of Kubernetes; * stands for any part of one')
    .max(253),
  tier: z.int().min(1).max(3),
});
export const tierParams = z.object({ tierId: idText });

export type DriftObjectSummary = z.infer<typeof driftObjectSummary>;
export type DriftObjectDetail = z.infer<typeof driftObjectDetail>;
export type PolicyDriftView = z.infer<typeof policyDriftView>;
export type DriftObjectListQuery = z.infer<typeof driftObjectListQuery>;
export type FindingView = z.infer<typeof findingView>;
export type OccurrenceView = z.infer<typeof occurrenceView>;
export type DriftByDay = z.infer<typeof driftByDay>;
export type DriftByDayQuery = z.infer<typeof driftByDayQuery>;
export type IgnoreRuleView = z.infer<typeof ignoreRuleView>;
export type IgnoreRuleBody = z.infer<typeof ignoreRuleBody>;
export type IgnoreRuleListQuery = z.infer<typeof ignoreRuleListQuery>;
export type IgnorePreviewBody = z.infer<typeof ignorePreviewBody>;
export type IgnorePreview = z.infer<typeof ignorePreview>;
export type TierView = z.infer<typeof tierView>;
export type TierBody = z.infer<typeof tierBody>;
