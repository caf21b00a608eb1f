import { defineRoute } from '#lib/api/route.ts';
import { cancelClusterScan } from '#lib/clusters/scans/cancel.ts';

export const POST = defineRoute('cancelClusterScan', ({ ctx, params }) => cancelClusterScan(ctx, params.scanId));
