import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { FlagSourceBody, FlagSourcePatch, FlagSourceView } from '#lib/contract/drift/flags.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { compareLater } from '../comparison/due.ts';
import { checkedFlagSource, planFlagSourceChange } from './change.ts';
import { getFlagSourceView } from './view.ts';

type Tx = Prisma.TransactionClient;

/** What is known of comparisons with something else. */
const UNKNOWN = {
  verdict: null,
  reason: '',
  flags: 0,
  isPartial: false,
  notCompared: [],
  commitSha: null,
  flagsHash: null,
  flagsSince: null,
  commitBefore: null,
  comparedAt: null,
};

/**
 * Adds a flagd and has it compared.
 *
 * @throws TidemarkError `invalid_input` naming the field; `not_found` when there is no such git source; `conflict` when
 *   the name is taken.
 */
export async function createFlagSource(ctx: Context, body: FlagSourceBody): Promise<FlagSourceView> {
  const columns = checkedFlagSource(body, body.allowedAddresses);
  const write = inTransaction(ctx.db, async (tx) => {
    await lockGitSource(tx, body.sourceId);
    const { id } = await tx.flagSource.create({ data: { ...columns, createdAt: ctx.now() }, select: { id: true } });
    if (body.enabled) await compareLater(tx, id, 0);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'flag_source.create',
      ...subjectOf(id),
      summary: `Added flagd ${body.name} at ${columns.url}`,
    });
    return id;
  });
  const id = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a flagd', body.name);
  });
  return getFlagSourceView(ctx.db, id);
}

/**
 * Changes a flagd and has it compared anew.
 *
 * @throws TidemarkError as {@link createFlagSource}; `not_found`; `conflict` where flags of it were recorded and it is
 *   pointed at others.
 */
export async function updateFlagSource(ctx: Context, id: number, patch: FlagSourcePatch): Promise<FlagSourceView> {
  const write = inTransaction(ctx.db, async (tx) => {
    const current = await lockFlagSource(tx, id);
    const { next, changes, isMoved } = planFlagSourceChange(
      current,
      checkedFlagSource(patch, patch.allowedAddresses ?? current.allowedAddresses),
    );
    if (Object.keys(changes).length === 0) return;
    // What is allowed may have been narrowed: the address has to fit it still.
    const { name, mode, url, ca, sourceId, path, allowedAddresses, intervalSeconds, enabled } = checkedFlagSource(
      next,
      next.allowedAddresses,
    );
    if (changes.sourceId !== undefined) await lockGitSource(tx, sourceId);
    if (isMoved && current._count.objects > 0) throw hasHistory(current.name);
    await tx.flagSource.update({
      where: { id },
      data: {
        ...{ name, mode, url, ca, sourceId, path, allowedAddresses, intervalSeconds, enabled },
        ...(isMoved && UNKNOWN),
      },
      select: { id: true },
    });
    if (enabled) await compareLater(tx, id, 0);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'flag_source.update',
      ...subjectOf(id),
      summary: `Changed ${fieldLabels(changes)} of flagd ${current.name}`,
      changes,
    });
  });
  await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a flagd', patch.name);
  });
  return getFlagSourceView(ctx.db, id);
}

/** Removes a flagd. @throws TidemarkError `not_found`; `conflict` when flags of it have ever differed. */
export function deleteFlagSource(ctx: Context, id: number): Promise<void> {
  return inTransaction(ctx.db, async (tx) => {
    const { name, _count: uses } = await lockFlagSource(tx, id);
    if (uses.objects + uses.incidents > 0) {
      const told = `${name} has ${formatCount(uses.objects, 'flag')} that differed and ${formatCount(uses.incidents, 'incident')}, which would lose their flagd. Switch it off instead.`;
      throw new TidemarkError('conflict', told);
    }
    await tx.flagSource.delete({ where: { id }, select: { id: true } });
    const summary = `Removed flagd ${name}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'flag_source.delete', ...subjectOf(id), summary });
  });
}

function subjectOf(id: number) {
  return { subjectType: 'flagd', subjectId: id };
}

/** Incidents of other flags must not become those of these. */
function hasHistory(name: string): TidemarkError {
  const told = `Flags of ${name} have differed before, and what is on record speaks of them. Add another flagd for other flags, and switch this one off.`;
  return new TidemarkError('conflict', told);
}

async function lockFlagSource(tx: Tx, id: number) {
  await tx.$queryRaw`SELECT id FROM flag_source WHERE id = ${id}::int FOR UPDATE`;
  const include = { _count: { select: { objects: true, incidents: true } } } as const;
  return found(await tx.flagSource.findUnique({ where: { id }, include }), `flagd ${id}`);
}

/** The lock holds back a removal of the git source. */
async function lockGitSource(tx: Tx, id: number): Promise<void> {
  const [row] = await tx.$queryRaw<unknown[]>`SELECT id FROM git_source WHERE id = ${id}::int FOR SHARE`;
  found(row, `git source ${id}`);
}
