import { defineRoute } from '#lib/api/route.ts';
import { search } from '#lib/search/search.ts';

export const GET = defineRoute('search', ({ ctx, query }) => search(ctx.db, query.q));
