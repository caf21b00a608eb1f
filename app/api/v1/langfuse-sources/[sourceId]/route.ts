import { defineRoute } from '#lib/api/route.ts';
import { deleteSource } from '#lib/channels/prompt/candidates/sources/delete.ts';
import { updateSource } from '#lib/channels/prompt/candidates/sources/update.ts';

export const PATCH = defineRoute('updateLangfuseSource', ({ ctx, params, body }) =>
  updateSource(ctx, params.sourceId, body),
);
export const DELETE = defineRoute('deleteLangfuseSource', async ({ ctx, params }) => {
  await deleteSource(ctx, params.sourceId);
  return undefined;
});
