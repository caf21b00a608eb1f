import { defineRoute } from '#lib/api/route.ts';
import { assignIncident } from '#lib/incidents/assign.ts';

export const POST = defineRoute('assignIncident', ({ ctx, params, body }) =>
  assignIncident(ctx, params.incidentId, body.assigneeId),
);
