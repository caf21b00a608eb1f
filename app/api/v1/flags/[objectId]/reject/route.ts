import { defineRoute } from '#lib/api/route.ts';
import { rejectFlag } from '#lib/channels/config/decisions/reject.ts';

export const POST = defineRoute('rejectFlag', ({ ctx, params, body }) => rejectFlag(ctx, params.objectId, body));
