import { defineRoute } from '#lib/api/route.ts';
import { listPeople } from '#lib/people/list-users.ts';

export const GET = defineRoute('listPeople', ({ ctx, query }) => listPeople(ctx, query));
