import { defineRoute } from '#lib/api/route.ts';
import { deleteFlagSource, updateFlagSource } from '#lib/channels/config/sources/write.ts';

export const PATCH = defineRoute('updateFlagSource', ({ ctx, params, body }) =>
  updateFlagSource(ctx, params.flagSourceId, body),
);
export const DELETE = defineRoute('deleteFlagSource', async ({ ctx, params }) => {
  await deleteFlagSource(ctx, params.flagSourceId);
  return undefined;
});
