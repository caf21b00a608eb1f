import { defineRoute } from '#lib/api/route.ts';
import { deleteGitSource, updateGitSource } from '#lib/git-sources/write.ts';

export const PATCH = defineRoute('updateGitSource', ({ ctx, params, body }) =>
  updateGitSource(ctx, params.sourceId, body),
);
export const DELETE = defineRoute('deleteGitSource', async ({ ctx, params }) => {
  await deleteGitSource(ctx, params.sourceId);
  return undefined;
});
