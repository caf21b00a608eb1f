import { defineRoute } from '#lib/api/route.ts';
import { retryPublication } from '#lib/channels/prompt/candidates/retry-publication.ts';

export const POST = defineRoute('retryPublication', ({ ctx, params }) => retryPublication(ctx, params.candidateId));
