/**
 * e-BH (Wang & Ramdas 2022): which of many endpoints changed, when at most `level` of those named may be wrong on
 * average. Names the k largest e-values for the largest k whose k-th is at least n / (level·k). Valid however the
 * endpoints depend on each other, which those of one provider do.
 *
 * @param eValues one for each endpoint
 * @param level expected share of wrong names, in (0, 1)
 * @returns for each endpoint whether it is named
 */
export function eBenjaminiHochberg(eValues: readonly number[], level: number): boolean[] {
  const descending = eValues.toSorted((a, b) => b - a);
  const named = descending.findLastIndex((value, index) => value * (index + 1) * level >= eValues.length);
  const least = descending[named];
  return eValues.map((value) => least !== undefined && value >= least);
}
