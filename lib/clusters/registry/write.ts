import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { ClusterBody, ClusterPatch, ClusterView } from '#lib/contract/drift/clusters.ts';
import { writeConfirmed } from '#lib/drift/store/confirmed-at.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { found } from '#lib/platform/found.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { startDueScan } from '../scans/start.ts';
import { planClusterChange } from './change.ts';
import { nextConnection } from './connection.ts';
import { sealConnection, storedConnection } from './open.ts';
import { checkSettings, holdSources, tidySources } from './settings.ts';
import { getCluster } from './view.ts';
import { sealWebhookSecret } from './webhook-secret.ts';

type Tx = Prisma.TransactionClient;

/**
 * Adds a cluster and has it compared; its credentials are sealed for its id before the row can be seen.
 *
 * @throws TidemarkError `invalid_input` naming the field; `conflict` when the name is taken; `misconfigured` when
 *   credentials are given but cannot be sealed.
 */
export async function createCluster(ctx: Context, body: ClusterBody): Promise<ClusterView> {
  const connection = nextConnection(body.access, body, null) ?? null;
  const settings = { ...body, sources: tidySources(body.sources) };
  checkSettings(settings, serverOf(body.access, connection?.server ?? null));
  const write = inTransaction(ctx.db, async (tx) => {
    await holdSources(tx, settings.sources);
    const id = await nextId(tx);
    await tx.cluster.create({
      data: {
        id,
        ...columnsOf(settings),
        ...sealed(id, connection, body.webhookSecret ?? null),
        sources: { create: settings.sources },
        createdAt: ctx.now(),
      },
      select: { id: true },
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'cluster.create',
      subjectType: 'cluster',
      subjectId: id,
      summary: `Added cluster ${body.name}${connection === null ? ', from inside' : ` at ${connection.server}`}`,
    });
    return id;
  });
  const id = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a cluster', body.name);
  });
  await startDueScan(ctx, id, 'started');
  return getCluster(ctx, id);
}

/**
 * Changes a cluster. Where it is asked something else from then on, it counts as not compared until it was.
 *
 * @throws TidemarkError as {@link createCluster}; `not_found`; `invalid_input` when access, server or certificate
 *   authority change without credentials being entered again.
 */
export async function updateCluster(ctx: Context, id: number, patch: ClusterPatch): Promise<ClusterView> {
  const write = inTransaction(ctx.db, async (tx) => {
    const { row, facts } = await lockCluster(tx, id);
    const asked = patch.sources === undefined ? patch : { ...patch, sources: tidySources(patch.sources) };
    const stored = { access: row.access, server: row.server, open: () => storedConnection(row, encryptionKey()) };
    const connection = nextConnection(asked.access ?? row.access, asked, stored);
    const { next, changes, isAnotherQuestion } = planClusterChange(facts, asked, connection);
    const address = connection === undefined ? row.server : (connection?.server ?? null);
    checkSettings(next, serverOf(next.access, address));
    if (Object.keys(changes).length === 0) return;
    if (changes.sources !== undefined) await holdSources(tx, next.sources);
    if (isAnotherQuestion) await writeConfirmed(tx, id, null);
    await tx.cluster.update({
      where: { id },
      data: {
        ...columnsOf(next),
        ...sealed(id, connection, asked.webhookSecret),
        ...(changes.sources !== undefined && { sources: { deleteMany: {}, create: next.sources } }),
        ...(isAnotherQuestion && NOT_COMPARED),
        // What another Prometheus has counted so far is no news.
        ...(changes.prometheusUrl !== undefined && { prometheusReadAt: null }),
      },
      select: { id: true },
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'cluster.update',
      subjectType: 'cluster',
      subjectId: id,
      summary: `Changed ${fieldLabels(changes)} of cluster ${row.name}`,
      changes,
    });
  });
  await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a cluster', patch.name);
  });
  return getCluster(ctx, id);
}

const NOT_COMPARED = {
  verdict: null,
  reason: 'Not compared since its settings were changed.',
  comparedAt: null,
  checkedAt: null,
  extrasSince: null,
};

function serverOf(access: ClusterBody['access'], address: string | null) {
  if (address === null) return null;
  return { address, field: access === 'kubeconfig' ? ('kubeconfig' as const) : ('server' as const) };
}

function columnsOf(settings: ReturnType<typeof planClusterChange>['next']) {
  const { name, access, namespaces, isStrict, usesDryRun, isWatched, intervalSeconds, enabled, prometheusUrl } =
    settings;
  const lists = { namespaces: [...new Set(namespaces)], allowedAddresses: settings.allowedAddresses };
  return { name, access, isStrict, usesDryRun, isWatched, intervalSeconds, enabled, prometheusUrl, ...lists };
}

/** Columns of secrets; those that are undefined stay as they are. */
function sealed(id: number, connection: ConnectionData | null | undefined, webhookSecret: string | null | undefined) {
  const seal = <T>(value: T | null, how: (value: T) => string) => (value === null ? null : how(value));
  return {
    ...(connection !== undefined && {
      server: connection?.server ?? null,
      encryptedConnection: seal(connection, (data) => sealConnection(id, data, encryptionKey())),
    }),
    ...(webhookSecret !== undefined && {
      encryptedWebhookSecret: seal(webhookSecret, (secret) => sealWebhookSecret(id, secret, encryptionKey())),
    }),
  };
}

/** The row under lock, so that it does not change between being read and being written. */
async function lockCluster(tx: Tx, id: number) {
  await tx.$queryRaw`SELECT id FROM cluster WHERE id = ${id}::int FOR UPDATE`;
  const row = found(
    await tx.cluster.findUnique({ where: { id }, include: { sources: { orderBy: { id: 'asc' } } } }),
    `cluster ${id}`,
  );
  const sources = row.sources.map(({ sourceId, path, manager }) => ({ sourceId, path, manager }));
  return { row, facts: { ...row, sources, hasWebhookSecret: row.encryptedWebhookSecret !== null } };
}

/** The id comes before the row: a row with access by credentials must never be without them. */
async function nextId(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval('cluster_id_seq')::int AS id`;
  return found(row, 'next id of clusters').id;
}
