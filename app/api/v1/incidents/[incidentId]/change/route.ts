import { defineRoute } from '#lib/api/route.ts';
import { getIncidentChange } from '#lib/incidents/queries/change.ts';

export const GET = defineRoute('getIncidentChange', ({ ctx, params }) => getIncidentChange(ctx.db, params.incidentId));
