import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { sealConnection } from '#lib/clusters/registry/open.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** Where the demo's repository, cluster and flagd are in this start. */
export interface FleetPlan {
  repositoryUrl: string;
  clusterUrl: string;
  clusterToken: string;
  flagdUrl: string;
}

const SOURCE = 'demo-fleet';
const CLUSTER = 'demo-cluster';
const FLAGS = 'demo-flags';

/**
 * Makes the demo's git source, cluster and flagd, or tells them their addresses of this start. Without a plan they rest.
 *
 * @throws TidemarkError `conflict` where somebody gave one of their names to something else.
 */
export async function seedFleet(ctx: Context, plan: FleetPlan | undefined): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (plan === undefined) {
      await tx.cluster.updateMany({ where: { isDemo: true }, data: { enabled: false } });
      await tx.flagSource.updateMany({ where: { isDemo: true }, data: { enabled: false } });
      return;
    }
    const sourceId = await upsertSource(tx, ctx, plan);
    await upsertCluster(tx, ctx, plan, sourceId);
    await upsertFlags(tx, ctx, plan, sourceId);
  });
}

async function upsertSource(tx: Prisma.TransactionClient, ctx: Context, { repositoryUrl: url }: FleetPlan) {
  const known = ours(await tx.gitSource.findUnique({ where: { name: SOURCE } }), 'git source', SOURCE);
  if (known !== null) {
    await tx.gitSource.update({ where: { id: known.id }, data: { url } });
    return known.id;
  }
  const { id } = await tx.gitSource.create({ data: { name: SOURCE, url, isDemo: true, createdAt: ctx.now() } });
  await recordMade(tx, ctx, 'git_source', id, SOURCE);
  return id;
}

async function upsertCluster(tx: Prisma.TransactionClient, ctx: Context, plan: FleetPlan, sourceId: number) {
  const { clusterUrl: server, clusterToken: token } = plan;
  const known = ours(await tx.cluster.findUnique({ where: { name: CLUSTER } }), 'cluster', CLUSTER);
  const row =
    known ??
    (await tx.cluster.create({
      data: {
        name: CLUSTER,
        access: 'token',
        server,
        // A constraint wants credentials; those that follow are sealed for the row's id.
        encryptedConnection: '',
        isDemo: true,
        createdAt: ctx.now(),
        sources: { create: { sourceId } },
      },
    }));
  const connection = { server, ca: null, serverName: null, credentials: { kind: 'token' as const, token } };
  const encryptedConnection = sealConnection(row.id, connection, encryptionKey());
  await tx.cluster.update({ where: { id: row.id }, data: { server, encryptedConnection } });
  if (known === null) await recordMade(tx, ctx, 'cluster', row.id, CLUSTER);
}

async function upsertFlags(tx: Prisma.TransactionClient, ctx: Context, { flagdUrl: url }: FleetPlan, sourceId: number) {
  const known = ours(await tx.flagSource.findUnique({ where: { name: FLAGS } }), 'flag source', FLAGS);
  if (known !== null) {
    await tx.flagSource.update({ where: { id: known.id }, data: { url } });
    return;
  }
  const data = { name: FLAGS, url, sourceId, isDemo: true, createdAt: ctx.now() };
  const { id } = await tx.flagSource.create({ data });
  await recordMade(tx, ctx, 'flag_source', id, FLAGS);
}

/** What the demo made before. @throws TidemarkError `conflict` where it is somebody else's. */
function ours<Row extends { isDemo: boolean }>(row: Row | null, what: string, name: string): Row | null {
  if (row === null || row.isDemo) return row;
  throw new TidemarkError(
    'conflict',
    `A ${what} named "${name}" exists that is not the demo. Rename it in the console.`,
  );
}

function recordMade(tx: Prisma.TransactionClient, { actor }: Context, subject: string, id: number, name: string) {
  const subjectType = subject.replace('_', ' ');
  const summary = `Added ${subjectType} ${name} of the demo`;
  return recordAudit(tx, { actor, action: `${subject}.create`, subjectType, subjectId: id, summary });
}
