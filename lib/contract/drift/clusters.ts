import { z } from 'zod';
import { id, idText, instant, pageQuery, personRef, verdict } from '../common.ts';
import { scanStatus } from '../langfuse.ts';

export const clusterAccess = z.enum(['in_cluster', 'kubeconfig', 'token']);

/** Something that was not compared, which is never the same as clean. */
export const notComparedView = z.object({
  reason: z.enum([
    'forbidden',
    'unauthorized',
    'not_served',
    'unreachable',
    'expired',
    'refused',
    'too_large',
    'unreadable',
    'not_rendered',
    'opted_out',
  ]),
  subject: z.string(),
  detail: z.string(),
});

export const findingKind = z.enum(['missing', 'modified', 'foreign', 'stale', 'extra', 'ownership-lost']);

const findingCounts = z.partialRecord(findingKind, z.int().nonnegative());

/** A part of git that asks something of the cluster, as it was read. */
const sourceReadView = z.object({
  name: z.string(),
  repository: z.string(),
  path: z.string(),
  commit: z.string(),
  /** Why an older commit had to be taken; null where nothing was wrong. */
  problem: z.string().nullable(),
});

/** One comparison of a whole cluster with git. */
export const clusterScanView = z.object({
  id,
  cluster: z.object({ id, name: z.string(), isDemo: z.boolean() }),
  trigger: z.enum(['schedule', 'manual']),
  /** Why it was started. */
  cause: z.enum(['asked', 'commit', 'daily', 'kinds', 'started']),
  status: scanStatus,
  /** While it runs. */
  progress: z.object({ kinds: z.int(), ofKinds: z.int(), objects: z.int() }).nullable(),
  verdict: verdict.nullable(),
  reason: z.string(),
  serverVersion: z.string().nullable(),
  objects: z.int(),
  findings: findingCounts,
  expectedHash: z.string().nullable(),
  liveHash: z.string().nullable(),
  requestedBy: personRef.nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

export const clusterScanDetail = clusterScanView.extend({
  sources: z.array(sourceReadView),
  namespaces: z.array(
    z.object({
      /** Null: what belongs to no namespace. */
      namespace: z.string().nullable(),
      objects: z.int(),
      drifted: z.int(),
      expectedHash: z.string(),
      liveHash: z.string(),
    }),
  ),
  notCompared: z.array(notComparedView),
  optedOut: z.array(notComparedView),
});

/** A folder of git that is applied as it is, or (path null) a source that Flux objects may refer to. */
const clusterSourceView = z.object({
  source: z.object({ id, name: z.string() }),
  path: z.string().nullable(),
  manager: z.string().nullable(),
});

/** A cluster under watch. Its credentials are never shown. */
export const clusterView = z.object({
  id,
  name: z.string(),
  access: clusterAccess,
  /** Address of the API server; null inside of a cluster. */
  server: z.string().nullable(),
  sources: z.array(clusterSourceView),
  /** Empty: all. */
  namespaces: z.array(z.string()),
  isStrict: z.boolean(),
  /** Server-side dry runs tell what the cluster would make of git's objects. */
  usesDryRun: z.boolean(),
  isWatched: z.boolean(),
  intervalSeconds: z.int(),
  allowedAddresses: z.array(z.string()),
  hasWebhookSecret: z.boolean(),
  /** Where notification-controller sends to, a path of this console. */
  webhookPath: z.string(),
  prometheusUrl: z.string().nullable(),
  enabled: z.boolean(),
  isDemo: z.boolean(),
  verdict: verdict.nullable(),
  reason: z.string(),
  /** When all of it was last compared. */
  comparedAt: instant.nullable(),
  /** When it was last seen whether anything changed since. */
  checkedAt: instant.nullable(),
  /** Not looked at for so long that nothing is known of now; null while it is not. */
  staleReason: z.string().nullable(),
  /** Whether a worker holds watches on it now. */
  isBeingWatched: z.boolean(),
  /** Objects that drift now, by whether ignore rules hide it. */
  drifted: z.int(),
  ignored: z.int(),
  /** The last that finished. */
  lastScan: clusterScanDetail.nullable(),
  /** The one that is under way. */
  activeScan: clusterScanView.nullable(),
  createdAt: instant,
});

const address = z.string().trim().min(1).max(60);
const path = z
  .string()
  .trim()
  .max(500)
  .regex(/^(?!\/)[^\\:\p{Cc}]*$/u, 'must be a path from the root of the repository, its folders joined by /')
  .refine((text) => !text.split('/').includes('..'), 'must not hold ..');

export const clusterBody = z.object({
  name: z.string().trim().min(1).max(80),
  access: clusterAccess,
  /** With `kubeconfig`: the file's text. Never shown again. On a change, left out: keep what is stored. */
  kubeconfig: z.string().max(200_000).optional(),
  /** With `kubeconfig`: its current one when left out. */
  context: z.string().trim().min(1).max(300).optional(),
  /** With `token`. */
  server: z.string().trim().max(1000).optional(),
  token: z.string().trim().max(20_000).optional(),
  /** With `token`: certificates in PEM; left out: the system's. */
  ca: z.string().max(200_000).nullable().optional(),
  sources: z
    .array(
      z.object({
        sourceId: id,
        path: path.nullable().default(null),
        manager: z.string().trim().min(1).max(128).nullable().default(null),
      }),
    )
    .min(1, 'name at least one git source')
    .max(50),
  namespaces: z.array(z.string().trim().min(1).max(63)).max(500).default([]),
  isStrict: z.boolean().default(false),
  /** Needs the admission policy of deploy/dry-run-admission-policy.yaml. */
  usesDryRun: z.boolean().default(false),
  isWatched: z.boolean().default(true),
  intervalSeconds: z.int().min(10).max(86_400).default(60),
  allowedAddresses: z.array(address).max(20).default([]),
  /** Left out: keep. Null: none, and notifications are refused. */
  webhookSecret: z.string().trim().min(16).max(500).nullable().optional(),
  prometheusUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable()
    .default(null),
  enabled: z.boolean().default(true),
});

/** What is left out stays; credentials too, as long as `access` does. */
export const clusterPatch = z
  .object({
    ...clusterBody.shape,
    namespaces: clusterBody.shape.namespaces.unwrap(),
    isStrict: z.boolean(),
    usesDryRun: z.boolean(),
    isWatched: z.boolean(),
    intervalSeconds: clusterBody.shape.intervalSeconds.unwrap(),
    allowedAddresses: clusterBody.shape.allowedAddresses.unwrap(),
    prometheusUrl: clusterBody.shape.prometheusUrl.unwrap(),
    enabled: z.boolean(),
  })
  .partial();

export const clusterParams = z.object({ clusterId: idText });
export const clusterScanParams = z.object({ scanId: idText });
export const clusterScanListQuery = pageQuery.extend({ clusterId: idText.optional() });
export const startClusterScanBody = z.object({ clusterId: id });

export type NotComparedView = z.infer<typeof notComparedView>;
export type ClusterScanView = z.infer<typeof clusterScanView>;
export type ClusterScanDetail = z.infer<typeof clusterScanDetail>;
export type ClusterView = z.infer<typeof clusterView>;
export type ClusterBody = z.infer<typeof clusterBody>;
export type ClusterPatch = z.infer<typeof clusterPatch>;
