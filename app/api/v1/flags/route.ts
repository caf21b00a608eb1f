import { defineRoute } from '#lib/api/route.ts';
import { listFlagDrifts } from '#lib/channels/config/decisions/list-flags.ts';

export const GET = defineRoute('listFlagDrifts', ({ ctx, query }) => listFlagDrifts(ctx, query));
