import { invariant } from '#lib/platform/errors.ts';

/** Exponents of the calibrators that are averaged: small ones gain from rare tiny p-values, large ones from many middling ones. */
const KAPPAS = [0.1, 0.25, 0.5, 0.75] as const;

/**
 * The e-value of a p-value: the mean over κ of κ·p^(κ−1), each a p-to-e calibrator (Vovk & Wang 2021, "E-values",
 * eq. 1), so their mean is one. It falls with p; if nothing changed, its expectation is at most 1, also for a p-value
 * that is only super-uniform (P(p ≤ x) ≤ x), as that of a permutation test is.
 *
 * @param p in (0, 1]
 * @returns in [0.4, ∞)
 */
export function eValue(p: number): number {
  invariant(p > 0 && p <= 1, `a p-value lies in (0, 1], not at ${p}`);
  const logP = Math.log(p);
  return KAPPAS.reduce((sum, kappa) => sum + kappa * Math.exp((kappa - 1) * logP), 0) / KAPPAS.length;
}
