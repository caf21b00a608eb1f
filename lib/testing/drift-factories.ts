import type {
  Cluster,
  DriftObject,
  DriftOccurrence,
  FlagSource,
  GitSource,
  IgnoreRule,
  Prisma,
} from '#generated/prisma/client.ts';
import type { StoredFinding } from '../drift/types.ts';
import type { FieldWriter } from '../kubernetes/compare/types.ts';
import type { Db } from '../platform/db.ts';
import { TEST_NOW } from './factories.ts';

let made = 0;

function unique(what: string): string {
  made += 1;
  return `${what}-${made}`;
}

/** A git repository without credentials or forge. */
export function makeGitSource(db: Db, over: Partial<Prisma.GitSourceUncheckedCreateInput> = {}): Promise<GitSource> {
  const name = unique('platform');
  return db.gitSource.create({ data: { name, url: `https://git.test/acme/${name}.git`, ...over } });
}

/** A cluster that is reached from inside, so that it has no credentials, and was never compared. */
export function makeCluster(db: Db, over: Partial<Prisma.ClusterUncheckedCreateInput> = {}): Promise<Cluster> {
  return db.cluster.create({ data: { name: unique('cluster'), access: 'in_cluster', ...over } });
}

/** A flagd that was never compared, with a git source of its own unless `over` names one. */
export async function makeFlagSource(
  db: Db,
  over: Partial<Prisma.FlagSourceUncheckedCreateInput> = {},
): Promise<FlagSource> {
  const sourceId = over.sourceId ?? (await makeGitSource(db)).id;
  return db.flagSource.create({ data: { name: unique('flagd'), url: 'http://flagd.test:8015', ...over, sourceId } });
}

/** Somebody's `kubectl edit`, as the API server records it. */
export const KUBECTL_EDIT: FieldWriter = {
  manager: 'kubectl-edit',
  operation: 'Update',
  subresource: null,
  time: TEST_NOW.toISOString(),
};

/** A modified field that `kubectl edit` wrote and nothing hides; as it is stored. */
export function makeFinding(over: Partial<StoredFinding> = {}): StoredFinding {
  return {
    kind: 'modified',
    path: 'spec.replicas',
    expected: { shown: 2 },
    live: { shown: 3 },
    writer: KUBECTL_EDIT,
    ignoredBy: null,
    ...over,
  };
}

type DriftObjectColumns = Partial<Omit<Prisma.DriftObjectUncheckedCreateInput, 'findings'>> & {
  findings?: readonly StoredFinding[];
};

/** A Deployment that drifts in one field; on a cluster of its own unless `over` names its owner. */
export async function makeDriftObject(
  db: Db,
  { findings = [makeFinding()], ...over }: DriftObjectColumns = {},
): Promise<DriftObject> {
  const owner =
    over.clusterId == null && over.flagSourceId == null
      ? { clusterId: (await makeCluster(db)).id }
      : { clusterId: over.clusterId, flagSourceId: over.flagSourceId };
  return db.driftObject.create({
    data: {
      channel: 'code',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'shop',
      name: unique('web'),
      state: 'drifted',
      expected: 'spec:\n  replicas: 2\n',
      live: 'spec:\n  replicas: 3\n',
      expectedHash: 'a'.repeat(64),
      liveHash: 'b'.repeat(64),
      source: 'Kustomization flux-system/apps',
      commitSha: 'c'.repeat(40),
      file: 'apps/shop/web.yaml',
      firstSeenAt: TEST_NOW,
      lastSeenAt: TEST_NOW,
      ...over,
      ...owner,
      findings: storedFindings(findings),
    },
  });
}

type OccurrenceColumns = Partial<Omit<Prisma.DriftOccurrenceUncheckedCreateInput, 'findings'>> & {
  findings?: readonly StoredFinding[];
};

/** One time that the object drifted, still open, seen by a scan and only logged. */
export function makeOccurrence(
  db: Db,
  objectId: number,
  { findings = [makeFinding()], ...over }: OccurrenceColumns = {},
): Promise<DriftOccurrence> {
  return db.driftOccurrence.create({
    data: {
      objectId,
      origin: 'scan',
      firstSeenAt: TEST_NOW,
      lastSeenAt: TEST_NOW,
      managers: ['kubectl-edit'],
      rule: 'Logged, no alert',
      ...over,
      findings: storedFindings(findings),
    },
  });
}

/** A rule that hides `spec.replicas` everywhere for a year from {@link TEST_NOW}. */
export function makeIgnoreRule(
  db: Db,
  { ownerId, ...over }: { ownerId: number } & Partial<Prisma.IgnoreRuleUncheckedCreateInput>,
): Promise<IgnoreRule> {
  return db.ignoreRule.create({
    data: {
      ownerId,
      fieldPath: 'spec.replicas',
      reason: 'Scaled by hand during the sale',
      createdAt: TEST_NOW,
      expiresAt: new Date(TEST_NOW.getTime() + 365 * 86_400_000),
      ...over,
    },
  });
}

function storedFindings(findings: readonly StoredFinding[]): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(findings));
}
