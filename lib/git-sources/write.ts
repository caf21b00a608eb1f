import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { GitSourceBody, GitSourcePatch, GitSourceView } from '#lib/contract/drift/git-sources.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { discardClone } from '#lib/git/clone.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { planGitSourceChange } from './change.ts';
import { checkGitSource, checkSecret, checkSourceUrl, refused } from './check.ts';
import { cloneKey, sealGitSecret } from './open.ts';
import { getGitSourceView } from './view.ts';

type Tx = Prisma.TransactionClient;

/**
 * Adds a git source; its secret is sealed for its id before the row can be seen.
 *
 * @throws TidemarkError `invalid_input` naming the field; `conflict` when the name is taken; `misconfigured` when a
 *   secret is given but cannot be sealed.
 */
export async function createGitSource(ctx: Context, { secret, ...body }: GitSourceBody): Promise<GitSourceView> {
  const columns = { ...body, url: checkSourceUrl(body.url) };
  checkGitSource(columns);
  const plain = checkSecret(columns.access, secret);
  const write = inTransaction(ctx.db, async (tx) => {
    const id = await nextId(tx);
    const encryptedSecret = plain === null ? null : sealGitSecret(id, plain, encryptionKey());
    await tx.gitSource.create({
      data: { ...columns, id, encryptedSecret, createdAt: ctx.now() },
      select: { id: true },
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'git_source.create',
      subjectType: 'git source',
      subjectId: id,
      summary: `Added git source ${body.name} at ${columns.url}, ${plain === null ? 'without a secret' : 'with a secret'}`,
    });
    return id;
  });
  const id = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a git source', body.name);
  });
  return getGitSourceView(ctx.db, id);
}

/**
 * Changes a git source; what was read of another address or branch is forgotten.
 *
 * @throws TidemarkError as {@link createGitSource}; `not_found`; `invalid_input` when it moves to another server without
 *   its secret being entered again.
 */
export async function updateGitSource(ctx: Context, id: number, patch: GitSourcePatch): Promise<GitSourceView> {
  const asked = patch.url === undefined ? patch : { ...patch, url: checkSourceUrl(patch.url) };
  const write = inTransaction(ctx.db, async (tx): Promise<string | null> => {
    const current = await lockGitSource(tx, id);
    const plan = planGitSourceChange(current, asked);
    if (!plan.allowed) throw refused(plan.field, plan.reason);
    const { name, url, branch, access, knownHosts, signers, forge, forgeUrl, forgeProject } = plan.next;
    checkGitSource(plan.next);
    if (Object.keys(plan.changes).length === 0) return null;
    const isKept = access !== 'none' && asked.secret === undefined;
    const plain = isKept ? null : checkSecret(access, asked.secret);
    const sealed = plain === null ? null : sealGitSecret(id, plain, encryptionKey());
    await tx.gitSource.update({
      where: { id },
      data: {
        ...{ name, url, branch, access, knownHosts, signers, forge, forgeUrl, forgeProject },
        encryptedSecret: isKept ? current.encryptedSecret : sealed,
        ...(plan.isMoved && { commitSha: null, fetchedAt: null, problem: null }),
      },
      select: { id: true },
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'git_source.update',
      subjectType: 'git source',
      subjectId: id,
      summary: `Changed ${fieldLabels(plan.changes)} of git source ${current.name}`,
      changes: plan.changes,
    });
    return url === current.url ? null : current.url;
  });
  const leftUrl = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a git source', patch.name);
  });
  if (leftUrl !== null) discardClone(cloneKey(id), leftUrl);
  return getGitSourceView(ctx.db, id);
}

/**
 * Removes a git source, its secret and its clone.
 *
 * @throws TidemarkError `not_found`; `conflict` when clusters or flag sources use it.
 */
export async function deleteGitSource(ctx: Context, id: number): Promise<void> {
  const url = await inTransaction(ctx.db, async (tx) => {
    const { name, url: address } = await lockGitSource(tx, id);
    const { usedBy } = await getGitSourceView(tx, id);
    if (usedBy.length > 0) {
      const told = `${name} is used by ${formatCount(usedBy.length, 'cluster or flag source', 'clusters and flag sources')} (${usedBy.join(', ')}). Take it out of their settings first.`;
      throw new TidemarkError('conflict', told);
    }
    await tx.gitSource.delete({ where: { id }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'git_source.delete',
      subjectType: 'git source',
      subjectId: id,
      summary: `Removed git source ${name}`,
    });
    return address;
  });
  discardClone(cloneKey(id), url);
}

/** The row under lock, so that it does not change between being read and being written. */
async function lockGitSource(tx: Tx, id: number) {
  await tx.$queryRaw`SELECT id FROM git_source WHERE id = ${id}::int FOR UPDATE`;
  return found(await tx.gitSource.findUnique({ where: { id } }), `git source ${id}`);
}

/** The id comes before the row: a row with access by secret must never be without one. */
async function nextId(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval('git_source_id_seq')::int AS id`;
  return found(row, 'next id of git sources').id;
}
