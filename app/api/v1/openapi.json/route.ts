import { defineRoute } from '#lib/api/route.ts';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { VERSION } from '#lib/platform/version.ts';

export const GET = defineRoute('getOpenApi', async () => openApiDocument(VERSION));
