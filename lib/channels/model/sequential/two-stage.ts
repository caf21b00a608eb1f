import { invariant } from '#lib/platform/errors.ts';

/**
 * The p-value of a night whose check is followed by a confirmation exactly when its own p-value is at most `alpha`:
 *
 *   p1 > α: p = p1, and otherwise p = α·G(p1/α · p2) with G(x) = x·(1 − ln x).
 *
 * G is the distribution of a product of two independent uniforms (Fisher 1932). Given p1 ≤ α, p1/α and p2 are such
 * under the null, so p is uniform on (0, α] there and on (α, 1] elsewhere: exactly uniform, and super-uniform where
 * p1 and p2 are. Asking again thus costs no false alarms and loses none of the evidence of the first check.
 *
 * @param confirmation p-value of the fresh repetitions alone; null when none was measured, and the night keeps p1
 */
export function twoStageP(check: number, confirmation: number | null, alpha: number): number {
  for (const p of [check, confirmation ?? 1]) invariant(p > 0 && p <= 1, `a p-value lies in (0, 1], not at ${p}`);
  if (check > alpha || confirmation === null) return check;
  const product = (check / alpha) * confirmation;
  return alpha * product * (1 - Math.log(product));
}
