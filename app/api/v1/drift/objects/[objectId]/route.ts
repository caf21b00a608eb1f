import { defineRoute } from '#lib/api/route.ts';
import { getDriftObject } from '#lib/drift/queries/detail.ts';

export const GET = defineRoute('getDriftObject', ({ ctx, params }) => getDriftObject(ctx, params.objectId));
