/** Where the CUSUM of a new baseline stands: no evidence for or against. */
export const CUSUM_START = 1;

/** Beyond this the evidence is overwhelming; capping keeps years of drift finite. */
const CUSUM_CEILING = 1e100;

/**
 * One night of the e-CUSUM S_t = max(S_{t−1}, 1)·e_t (e-detector, Shin, Ramdas & Rinaldo 2023). It multiplies
 * evidence from the most favourable past night on: quiet nights pull it down to the floor of 1, a change anywhere in
 * time drives it up. If nothing ever changes, nights to reach H number at least H on average.
 */
export function stepCusum(previous: number, eValue: number): number {
  return Math.min(CUSUM_CEILING, Math.max(previous, CUSUM_START) * eValue);
}
