import type { RunPurpose } from '#generated/prisma/client.ts';

/** Runs that are judged against a baseline, and so by a judge where the endpoint has one. */
export const JUDGED_PURPOSES: readonly RunPurpose[] = ['check', 'confirmation'];

export function isJudgedPurpose(purpose: RunPurpose): boolean {
  return JUDGED_PURPOSES.includes(purpose);
}
