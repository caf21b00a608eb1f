const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A program that ran this long has recovered: its next crash counts as the first. */
const RECOVERED_AFTER_MS = 60_000;

/** How often a program has crashed without a long run in between. */
export function nextCrashCount(crashes: number, ranMs: number): number {
  return ranMs >= RECOVERED_AFTER_MS ? 1 : crashes + 1;
}

/** Wait before the restart after the `crashes`th crash in a row: 0.5 s, 1 s, 2 s … 30 s. */
export function restartDelayMs(crashes: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (crashes - 1));
}
