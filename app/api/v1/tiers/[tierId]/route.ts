import { defineRoute } from '#lib/api/route.ts';
import { deleteTier } from '#lib/drift/tiers/delete.ts';

export const DELETE = defineRoute('deleteTier', ({ ctx, params }) => deleteTier(ctx, params.tierId));
