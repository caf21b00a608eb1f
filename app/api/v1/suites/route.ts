import { defineRoute } from '#lib/api/route.ts';
import { listSuites } from '#lib/suites/queries.ts';

export const GET = defineRoute('listSuites', ({ ctx, query }) => listSuites(ctx.db, query));
