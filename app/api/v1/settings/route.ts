import { defineRoute } from '#lib/api/route.ts';
import { describeSettings } from '#lib/settings/describe.ts';

export const GET = defineRoute('getSettings', async () => describeSettings());
