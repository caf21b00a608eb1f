import type { Verdict } from '#generated/prisma/client.ts';

/** What a shell learns of a verdict; 2 is bad input. */
const EXIT_CODE_OF_VERDICT: Record<Verdict, number> = { stable: 0, drifted: 1, calibrating: 3, unmeasured: 3 };

export function exitCodeOf(verdict: Verdict): number {
  return EXIT_CODE_OF_VERDICT[verdict];
}
