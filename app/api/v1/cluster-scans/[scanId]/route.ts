import { defineRoute } from '#lib/api/route.ts';
import { getClusterScan } from '#lib/clusters/scans/view.ts';

export const GET = defineRoute('getClusterScan', ({ ctx, params }) => getClusterScan(ctx.db, params.scanId));
