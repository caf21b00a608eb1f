import { idCursor, nameCursor, pageOf } from '../api/cursor.ts';
import type { PageQuery, PersonRef } from '../contract/common.ts';
import type { UserView } from '../contract/people.ts';
import type { Context } from '../platform/context.ts';
import { userView } from './user-view.ts';

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Accounts, oldest first. */
export async function listUsers({ db }: Context, query: PageQuery): Promise<Page<UserView>> {
  const [after = 0] = idCursor.decode(query.cursor) ?? [];
  const rows = await db.user.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: query.limit + 1 });
  return pageOf(rows, query.limit, userView, (user) => idCursor.encode([user.id]));
}

/** Active people by name, for choosing an assignee. */
export async function listPeople({ db }: Context, query: PageQuery): Promise<Page<PersonRef>> {
  const [name = '', id = 0] = nameCursor.decode(query.cursor) ?? [];
  const rows = await db.user.findMany({
    where: { disabledAt: null, OR: [{ name: { gt: name } }, { name, id: { gt: id } }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
    select: { id: true, name: true },
  });
  return pageOf(
    rows,
    query.limit,
    (person) => person,
    (person) => nameCursor.encode([person.name, person.id]),
  );
}
