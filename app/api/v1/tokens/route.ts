import { defineRoute } from '#lib/api/route.ts';
import { createToken, listTokens } from '#lib/people/tokens.ts';

export const GET = defineRoute('listTokens', ({ ctx, query }) => listTokens(ctx, query));

export const POST = defineRoute('createToken', ({ ctx, body }) => createToken(ctx, body));
