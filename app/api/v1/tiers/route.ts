import { defineRoute } from '#lib/api/route.ts';
import { createTier } from '#lib/drift/tiers/create.ts';
import { listTiers } from '#lib/drift/tiers/list.ts';

export const GET = defineRoute('listTiers', ({ ctx }) => listTiers(ctx.db));

export const POST = defineRoute('createTier', ({ ctx, body }) => createTier(ctx, body));
