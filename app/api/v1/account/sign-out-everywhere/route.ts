import { defineRoute } from '#lib/api/route.ts';
import { signOutEverywhere } from '#lib/people/sign-out-everywhere.ts';

export const POST = defineRoute('signOutEverywhere', ({ ctx }) => signOutEverywhere(ctx));
