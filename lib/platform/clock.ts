/** Where a verb gets the time from, so that tests can move it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** First day of the UTC month of `at`, the partition key of samples. */
export function utcMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
}

/** The UTC day of `at`, at midnight. */
export function utcDay(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}

/** The later of two moments. */
export function laterOf(a: Date, b: Date): Date {
  return a > b ? a : b;
}
