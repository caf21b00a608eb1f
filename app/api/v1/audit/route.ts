import { defineRoute } from '#lib/api/route.ts';
import { listAudit } from '#lib/audit/list.ts';

export const GET = defineRoute('listAudit', ({ ctx, query }) => listAudit(ctx, query));
