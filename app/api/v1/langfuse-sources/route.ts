import { defineRoute } from '#lib/api/route.ts';
import { createSource } from '#lib/channels/prompt/candidates/sources/create.ts';
import { listLangfuseSources } from '#lib/channels/prompt/candidates/sources/view.ts';

export const GET = defineRoute('listLangfuseSources', ({ ctx, query }) => listLangfuseSources(ctx.db, query));
export const POST = defineRoute('createLangfuseSource', ({ ctx, body }) => createSource(ctx, body));
