import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Context } from '#lib/platform/context.ts';
import { ENDPOINT_SELECT, toEndpointViews } from './view.ts';

/** One page of the models under watch, by name. */
export async function listEndpoints(
  ctx: Pick<Context, 'db' | 'now'>,
  { cursor, limit }: OperationQuery<'listEndpoints'>,
): Promise<OperationResponse<'listEndpoints'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await ctx.db.endpoint.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    select: ENDPOINT_SELECT,
  });
  const views = await toEndpointViews(ctx, rows);
  return pageOf(
    views,
    limit,
    (view) => view,
    (view) => nameCursor.encode([view.name, view.id]),
  );
}
