import type { Json } from '../types.ts';

/** Powers of ten and of two by suffix; after apimachinery's `resource.Quantity`. */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const SPELLING = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3})|([numkMGTPE]?|[KMGTPE]i))$/;

/** Longest spelling that is read as a number: keeps hostile text from costing time. */
const LONGEST_SPELLING = 64;

/** The API server keeps quantities to a billionth and rounds away from zero beyond it. */
const NANO_EXPONENT = 9;

/**
 * A Kubernetes quantity (`500m`, `0.5`, `1Gi`, `5e-1`, the number 1) in billionths, so that equal amounts are equal
 * whatever their spelling.
 *
 * @returns null when the value is no quantity.
 */
export function quantityInNanos(value: Json): bigint | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  const match = text.length <= LONGEST_SPELLING ? SPELLING.exec(text) : null;
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return null;
  const tens = (exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponent)) - fraction.length + NANO_EXPONENT;
  const digits = BigInt(whole + fraction) << BigInt(BINARY[suffix] ?? 0);
  const nanos = tens >= 0 ? digits * 10n ** BigInt(tens) : divideRoundingUp(digits, 10n ** BigInt(-tens));
  return sign === '-' ? -nanos : nanos;
}

function divideRoundingUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
