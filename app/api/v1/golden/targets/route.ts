import { defineRoute } from '#lib/api/route.ts';
import { listGoldenTargets } from '#lib/channels/prompt/runs/queries/targets.ts';

export const GET = defineRoute('listGoldenTargets', ({ ctx }) => listGoldenTargets(ctx.db));
