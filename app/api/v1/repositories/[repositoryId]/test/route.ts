import { defineRoute } from '#lib/api/route.ts';
import { testRepository } from '#lib/repositories/test-repository.ts';

export const POST = defineRoute('testRepository', ({ ctx, params }) => testRepository(ctx.db, params.repositoryId));
