import { defineRoute } from '#lib/api/route.ts';
import { listGitSources } from '#lib/git-sources/view.ts';
import { createGitSource } from '#lib/git-sources/write.ts';

export const GET = defineRoute('listGitSources', ({ ctx, query }) => listGitSources(ctx.db, query));
export const POST = defineRoute('createGitSource', ({ ctx, body }) => createGitSource(ctx, body));
