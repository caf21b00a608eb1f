import { defineRoute } from '#lib/api/route.ts';
import { lookAtPublication } from '#lib/channels/prompt/candidates/look.ts';

export const POST = defineRoute('lookAtPublication', ({ ctx, params }) => lookAtPublication(ctx, params.candidateId));
