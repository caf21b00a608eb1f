import { defineRoute } from '#lib/api/route.ts';
import { createUser } from '#lib/people/create-user.ts';
import { listUsers } from '#lib/people/list-users.ts';

export const GET = defineRoute('listUsers', ({ ctx, query }) => listUsers(ctx, query));

export const POST = defineRoute('createUser', ({ ctx, body }) => createUser(ctx, body));
