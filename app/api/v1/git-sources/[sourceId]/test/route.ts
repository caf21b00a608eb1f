import { defineRoute } from '#lib/api/route.ts';
import { testGitSource } from '#lib/git-sources/test-source.ts';

export const POST = defineRoute('testGitSource', ({ ctx, params }) => testGitSource(ctx, params.sourceId));
