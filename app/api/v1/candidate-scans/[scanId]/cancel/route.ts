import { defineRoute } from '#lib/api/route.ts';
import { cancelScan } from '#lib/channels/prompt/candidates/scan/cancel.ts';

export const POST = defineRoute('cancelCandidateScan', ({ ctx, params }) => cancelScan(ctx, params.scanId));
