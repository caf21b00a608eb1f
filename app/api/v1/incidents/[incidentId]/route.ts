import { defineRoute } from '#lib/api/route.ts';
import { getIncident } from '#lib/incidents/queries/detail.ts';

export const GET = defineRoute('getIncident', ({ ctx, params }) => getIncident(ctx, params.incidentId));
