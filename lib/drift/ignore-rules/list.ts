import type { Prisma } from '#generated/prisma/client.ts';
import { idCursor, pageOf } from '#lib/api/cursor.ts';
import type { IgnoreRuleListQuery } from '#lib/contract/drift/objects.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { Context } from '#lib/platform/context.ts';
import { IGNORE_RULE_SELECT, toIgnoreRuleViews, workingAt } from './view.ts';

/** One page of ignore rules, the newest first, with what each hides. */
export async function listIgnoreRules(
  { db, now }: Context,
  query: IgnoreRuleListQuery,
): Promise<OperationResponse<'listIgnoreRules'>> {
  const at = now();
  const before = idCursor.decode(query.cursor);
  const rules = await db.ignoreRule.findMany({
    where: { AND: [inState(query.state, at), before === undefined ? {} : { id: { lt: before[0] } }] },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    select: IGNORE_RULE_SELECT,
  });
  const page = pageOf(
    rules,
    query.limit,
    (rule) => rule,
    ({ id }) => idCursor.encode([id]),
  );
  return { items: await toIgnoreRuleViews(db, page.items, at), nextCursor: page.nextCursor };
}

function inState(state: IgnoreRuleListQuery['state'], at: Date): Prisma.IgnoreRuleWhereInput {
  if (state === 'all') return {};
  return state === 'active' ? workingAt(at) : { NOT: workingAt(at) };
}
