import type { Measured } from './words.ts';

/** Head room right of what reaches furthest. */
const HEAD_ROOM = 1.15;

/** Where value, noise and threshold stand on a line from zero, in per cent of its length; null where there is none. */
export interface Band {
  value: number | null;
  noise: number | null;
  threshold: number;
}

/** Lays a signal out on a line that holds all of it, the threshold in the middle at least. */
export function bandOf({ value, noise, threshold }: Measured): Band {
  const end = Math.max(2 * threshold, HEAD_ROOM * (value ?? 0), HEAD_ROOM * (noise ?? 0));
  const at = (amount: number) => (end === 0 ? 0 : (100 * Math.max(0, amount)) / end);
  return {
    value: value === null ? null : at(value),
    noise: noise === null ? null : at(noise),
    threshold: at(threshold),
  };
}
