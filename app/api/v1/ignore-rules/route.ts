import { defineRoute } from '#lib/api/route.ts';
import { createIgnoreRule } from '#lib/drift/ignore-rules/create.ts';
import { listIgnoreRules } from '#lib/drift/ignore-rules/list.ts';

export const GET = defineRoute('listIgnoreRules', ({ ctx, query }) => listIgnoreRules(ctx, query));

export const POST = defineRoute('createIgnoreRule', ({ ctx, body }) => createIgnoreRule(ctx, body));
