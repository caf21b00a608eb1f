import { defineRoute } from '#lib/api/route.ts';
import { previewIgnoreRule } from '#lib/drift/ignore-rules/preview.ts';

export const POST = defineRoute('previewIgnoreRule', ({ ctx, body }) => previewIgnoreRule(ctx.db, body));
