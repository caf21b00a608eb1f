import { defineRoute } from '#lib/api/route.ts';
import { commentIncident } from '#lib/incidents/comment.ts';

export const POST = defineRoute('commentIncident', ({ ctx, params, body }) =>
  commentIncident(ctx, params.incidentId, body.body),
);
