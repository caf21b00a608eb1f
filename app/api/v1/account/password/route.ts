import { defineRoute } from '#lib/api/route.ts';
import { changePassword } from '#lib/people/change-password.ts';

export const POST = defineRoute('changePassword', ({ ctx, body }) => changePassword(ctx, body));
