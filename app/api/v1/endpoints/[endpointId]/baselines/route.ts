import { defineRoute } from '#lib/api/route.ts';
import { blessBaseline } from '#lib/baselines/bless.ts';
import { listBaselines } from '#lib/baselines/queries/list.ts';

export const GET = defineRoute('listBaselines', ({ ctx, params, query }) =>
  listBaselines(ctx.db, params.endpointId, query),
);
export const POST = defineRoute('blessBaseline', ({ ctx, params, body }) =>
  blessBaseline(ctx, params.endpointId, body),
);
