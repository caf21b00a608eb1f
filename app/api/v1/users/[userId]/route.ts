import { defineRoute } from '#lib/api/route.ts';
import { updateUser } from '#lib/people/update-user.ts';

export const PATCH = defineRoute('updateUser', ({ ctx, params, body }) => updateUser(ctx, params.userId, body));
