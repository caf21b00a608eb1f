import { defineRoute } from '#lib/api/route.ts';
import { resolveIncident } from '#lib/incidents/resolve.ts';

export const POST = defineRoute('resolveIncident', ({ ctx, params, body }) =>
  resolveIncident(ctx, params.incidentId, body),
);
