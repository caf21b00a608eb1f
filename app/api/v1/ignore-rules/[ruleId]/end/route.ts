import { defineRoute } from '#lib/api/route.ts';
import { endIgnoreRule } from '#lib/drift/ignore-rules/end.ts';

export const POST = defineRoute('endIgnoreRule', ({ ctx, params }) => endIgnoreRule(ctx, params.ruleId));
