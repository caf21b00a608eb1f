import { defineRoute } from '#lib/api/route.ts';
import { revokeToken } from '#lib/people/tokens.ts';

export const DELETE = defineRoute('revokeToken', ({ ctx, params }) => revokeToken(ctx, params.tokenId));
