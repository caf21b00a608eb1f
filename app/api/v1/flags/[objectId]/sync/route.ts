import { defineRoute } from '#lib/api/route.ts';
import { previewFlagSync } from '#lib/channels/config/decisions/preview-sync.ts';
import { syncFlag } from '#lib/channels/config/decisions/sync.ts';

export const GET = defineRoute('previewFlagSync', ({ ctx, params }) => previewFlagSync(ctx, params.objectId));
export const POST = defineRoute('syncFlag', ({ ctx, params, body }) => syncFlag(ctx, params.objectId, body));
