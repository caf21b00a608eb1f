import { defineRoute } from '#lib/api/route.ts';
import { describeMe } from '#lib/people/me.ts';

export const GET = defineRoute('getMe', async ({ principal }) => describeMe(principal));
