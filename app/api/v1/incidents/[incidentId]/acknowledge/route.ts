import { defineRoute } from '#lib/api/route.ts';
import { acknowledgeIncident } from '#lib/incidents/acknowledge.ts';

export const POST = defineRoute('acknowledgeIncident', ({ ctx, params }) =>
  acknowledgeIncident(ctx, params.incidentId),
);
