import { defineRoute } from '#lib/api/route.ts';
import { listFlagSources } from '#lib/channels/config/sources/view.ts';
import { createFlagSource } from '#lib/channels/config/sources/write.ts';

export const GET = defineRoute('listFlagSources', ({ ctx, query }) => listFlagSources(ctx.db, query));
export const POST = defineRoute('createFlagSource', ({ ctx, body }) => createFlagSource(ctx, body));
