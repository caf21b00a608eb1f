import { defineRoute } from '#lib/api/route.ts';
import { getFlagDrift } from '#lib/channels/config/decisions/list-flags.ts';

export const GET = defineRoute('getFlagDrift', ({ ctx, params }) => getFlagDrift(ctx, params.objectId));
