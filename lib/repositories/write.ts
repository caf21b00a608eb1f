import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { sealRepositoryToken } from '#lib/channels/prompt/repository/access.ts';
import type { RepositoryBody, RepositoryPatch, RepositoryView } from '#lib/contract/repositories.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { discardClone } from '#lib/git/clone.ts';
import { branchRef } from '#lib/git/refs.ts';
import { parseGitUrl } from '#lib/git/url.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { forgeFault, planRepositoryChange } from './change.ts';
import { getRepositoryView } from './view.ts';

type Tx = Prisma.TransactionClient;

/**
 * Adds a repository; its token is sealed for its id before it is stored.
 *
 * @throws TidemarkError `invalid_input`; `not_found` when there is no such gateway; `conflict` when the name is taken;
 *   `misconfigured` when a token is given but cannot be sealed.
 */
export async function createRepository(ctx: Context, { token, ...body }: RepositoryBody): Promise<RepositoryView> {
  const columns = { ...body, url: parseGitUrl(body.url) };
  branchRef(body.branch);
  const fault = forgeFault(body);
  if (fault !== null) throw refused(fault.field, fault.reason);
  const write = inTransaction(ctx.db, async (tx) => {
    await lockGateway(tx, body.gatewayId);
    const { id } = await tx.gitRepository.create({ data: { ...columns, createdAt: ctx.now() }, select: { id: true } });
    if (token != null) await storeToken(tx, id, token);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'repository.create',
      subjectType: 'repository',
      subjectId: id,
      summary: `Added repository ${body.name} at ${columns.url}, ${token == null ? 'without a token' : 'with a token'}`,
    });
    return id;
  });
  const id = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a repository', body.name);
  });
  return getRepositoryView(ctx.db, id);
}

/**
 * Changes a repository, and has what waits to be pushed tried with the new settings.
 *
 * @throws TidemarkError as {@link createRepository}; `invalid_input` when it moves to another server without its token
 *   being entered again.
 */
export async function updateRepository(ctx: Context, id: number, patch: RepositoryPatch): Promise<RepositoryView> {
  const asked = patch.url === undefined ? patch : { ...patch, url: parseGitUrl(patch.url) };
  if (asked.branch !== undefined) branchRef(asked.branch);
  const write = inTransaction(ctx.db, async (tx): Promise<string | null> => {
    await tx.$queryRaw`SELECT id FROM git_repository WHERE id = ${id}::int FOR UPDATE`;
    const current = found(await tx.gitRepository.findUnique({ where: { id } }), `repository ${id}`);
    const plan = planRepositoryChange({ ...current, hasToken: current.encryptedToken !== null }, asked);
    if (!plan.allowed) throw refused(plan.field, plan.reason);
    if (Object.keys(plan.changes).length === 0) return null;
    if (asked.gatewayId !== undefined) await lockGateway(tx, asked.gatewayId);
    const { token, ...columns } = asked;
    const moved = plan.changes.url ?? plan.changes.branch;
    const unread = moved === undefined ? {} : { commitSha: null, syncedAt: null, syncError: null };
    await tx.gitRepository.update({ where: { id }, data: { ...columns, ...unread }, select: { id: true } });
    if (token !== undefined) await storeToken(tx, id, token);
    await retryPublications(tx, id);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'repository.update',
      subjectType: 'repository',
      subjectId: id,
      summary: `Changed ${fieldLabels(plan.changes)} of repository ${current.name}`,
      changes: plan.changes,
    });
    return plan.changes.url === undefined ? null : current.url;
  });
  const leftUrl = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a repository', patch.name);
  });
  if (leftUrl !== null) discardClone(id, leftUrl);
  return getRepositoryView(ctx.db, id);
}

/**
 * Removes a repository, its token and its clone.
 *
 * @throws TidemarkError `not_found`; `conflict` when runs, incidents or Langfuse projects belong to it.
 */
export async function deleteRepository(ctx: Context, id: number): Promise<void> {
  const url = await inTransaction(ctx.db, async (tx) => {
    await tx.$queryRaw`SELECT id FROM git_repository WHERE id = ${id}::int FOR UPDATE`;
    const row = await tx.gitRepository.findUnique({
      where: { id },
      include: { _count: { select: { runs: true, sources: true, incidents: true } } },
    });
    const { name, url: address, _count: uses } = found(row, `repository ${id}`);
    if (uses.runs + uses.sources + uses.incidents > 0) {
      const told = `${name} has ${formatCount(uses.sources, 'Langfuse project')}, ${formatCount(uses.runs, 'golden run')} and ${formatCount(uses.incidents, 'incident')}, which would lose their repository. Turn its nightly runs off instead.`;
      throw new TidemarkError('conflict', told);
    }
    await tx.gitRepository.delete({ where: { id }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'repository.delete',
      subjectType: 'repository',
      subjectId: id,
      summary: `Removed repository ${name}`,
    });
    return address;
  });
  discardClone(id, url);
}

async function storeToken(tx: Tx, id: number, token: string | null): Promise<void> {
  const encryptedToken = token === null ? null : sealRepositoryToken(id, token);
  await tx.gitRepository.update({ where: { id }, data: { encryptedToken }, select: { id: true } });
}

async function retryPublications(tx: Tx, repositoryId: number): Promise<void> {
  const rows = await tx.publication.findMany({
    where: { state: { in: ['pending', 'pushed'] }, candidate: { source: { repositoryId } } },
    select: { candidateId: true },
  });
  for (const { candidateId } of rows) {
    await enqueue(tx, 'candidates.publish', { candidateId }, { key: jobKeys.publish(candidateId) });
  }
}

/** The lock holds back a removal of the gateway. */
async function lockGateway(tx: Tx, gatewayId: number): Promise<void> {
  const [row] = await tx.$queryRaw<unknown[]>`SELECT id FROM gateway WHERE id = ${gatewayId}::int FOR SHARE`;
  found(row, `gateway ${gatewayId}`);
}

function refused(field: string, reason: string): TidemarkError {
  return new TidemarkError('invalid_input', reason, { issues: [{ path: field, message: reason }] });
}
