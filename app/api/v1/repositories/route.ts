import { defineRoute } from '#lib/api/route.ts';
import { listRepositories } from '#lib/repositories/view.ts';
import { createRepository } from '#lib/repositories/write.ts';

export const GET = defineRoute('listRepositories', ({ ctx, query }) => listRepositories(ctx.db, query));
export const POST = defineRoute('createRepository', ({ ctx, body }) => createRepository(ctx, body));
