import { defineRoute } from '#lib/api/route.ts';
import { getSuite } from '#lib/suites/queries.ts';

export const GET = defineRoute('getSuite', ({ ctx, params }) => getSuite(ctx.db, params.suiteId));
