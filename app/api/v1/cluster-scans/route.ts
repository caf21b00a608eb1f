import { defineRoute } from '#lib/api/route.ts';
import { startClusterScan } from '#lib/clusters/scans/start.ts';
import { listClusterScans } from '#lib/clusters/scans/view.ts';

export const GET = defineRoute('listClusterScans', ({ ctx, query }) => listClusterScans(ctx.db, query));
export const POST = defineRoute('startClusterScan', ({ ctx, body }) => startClusterScan(ctx, body.clusterId));
