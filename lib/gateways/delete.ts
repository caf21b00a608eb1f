import { recordAudit } from '#lib/audit/record.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';

/** Names listed in the refusal; the rest is counted. */
const NAMED_USERS = 3;

/**
 * Removes a gateway and its key.
 *
 * @throws TidemarkError `not_found`, or `conflict` naming the endpoints that use it, for themselves or for their judge, paused ones included,
 *   and the repositories whose agents are asked through it.
 */
export async function deleteGateway(ctx: Context, gatewayId: number): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    // The lock holds back endpoints that would choose this gateway meanwhile.
    await tx.$queryRaw`SELECT id FROM gateway WHERE id = ${gatewayId}::int FOR UPDATE`;
    const row = await tx.gateway.findUnique({
      where: { id: gatewayId },
      select: { name: true },
    });
    const gateway = found(row, `gateway ${gatewayId}`);
    const users = await tx.endpoint.findMany({
      where: { OR: [{ gatewayId }, { judgeGatewayId: gatewayId }] },
      select: { name: true },
      orderBy: { name: 'asc' },
    });
    const repositories = await tx.gitRepository.findMany({
      where: { gatewayId },
      select: { name: true },
      orderBy: { name: 'asc' },
    });
    const names = [...users, ...repositories].map((user) => user.name);
    if (names.length > 0) throw inUse(gateway.name, names);
    await tx.gateway.delete({ where: { id: gatewayId }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'gateway.delete',
      subjectType: 'gateway',
      subjectId: gatewayId,
      summary: `Removed gateway ${gateway.name}`,
    });
  });
}

function inUse(gateway: string, users: readonly string[]): TidemarkError {
  const named = users.slice(0, NAMED_USERS).join(', ');
  const more = users.length > NAMED_USERS ? ` and ${users.length - NAMED_USERS} more` : '';
  return new TidemarkError('conflict', `${gateway} is used by ${named}${more}. Move them to another gateway first.`);
}
