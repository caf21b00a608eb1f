import { defineRoute } from '#lib/api/route.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';

export const GET = defineRoute('listDriftObjects', ({ ctx, query }) => listDriftObjects(ctx, query));
