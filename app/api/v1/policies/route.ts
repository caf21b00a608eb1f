import { defineRoute } from '#lib/api/route.ts';
import { listPolicyDrifts } from '#lib/channels/config/policies/list.ts';

export const GET = defineRoute('listPolicyDrifts', ({ ctx, query }) => listPolicyDrifts(ctx, query));
