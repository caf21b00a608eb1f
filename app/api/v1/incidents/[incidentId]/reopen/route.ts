import { defineRoute } from '#lib/api/route.ts';
import { reopenIncident } from '#lib/incidents/reopen.ts';

export const POST = defineRoute('reopenIncident', ({ ctx, params }) => reopenIncident(ctx, params.incidentId));
