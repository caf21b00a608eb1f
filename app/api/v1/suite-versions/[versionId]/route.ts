import { defineRoute } from '#lib/api/route.ts';
import { getSuiteVersion } from '#lib/suites/queries.ts';

export const GET = defineRoute('getSuiteVersion', ({ ctx, params }) => getSuiteVersion(ctx, params.versionId));
