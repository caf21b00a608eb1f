import { defineRoute } from '#lib/api/route.ts';
import { listIncidents } from '#lib/incidents/queries/list.ts';

export const GET = defineRoute('listIncidents', ({ ctx, query }) => listIncidents(ctx.db, query));
