import { defineRoute } from '#lib/api/route.ts';
import { deleteRepository, updateRepository } from '#lib/repositories/write.ts';

export const PATCH = defineRoute('updateRepository', ({ ctx, params, body }) =>
  updateRepository(ctx, params.repositoryId, body),
);
export const DELETE = defineRoute('deleteRepository', async ({ ctx, params }) => {
  await deleteRepository(ctx, params.repositoryId);
  return undefined;
});
