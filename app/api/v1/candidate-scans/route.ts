import { defineRoute } from '#lib/api/route.ts';
import { startScan } from '#lib/channels/prompt/candidates/scan/start.ts';
import { listCandidateScans } from '#lib/channels/prompt/candidates/scan/view.ts';

export const GET = defineRoute('listCandidateScans', ({ ctx, query }) => listCandidateScans(ctx.db, query));
export const POST = defineRoute('startCandidateScan', ({ ctx, body }) => startScan(ctx, body));
