import { type CronExpression, CronExpressionParser } from 'cron-parser';
import { env } from '#lib/platform/env.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { CHECK_STALE_GRACE_SHARE } from '#lib/policy/thresholds.ts';

/** Minute, hour, day of month, month, day of week in digits: the form the worker's scheduler takes. */
const FIVE_NUMERIC_FIELDS = /^[0-9*/,-]+(\s+[0-9*/,-]+){4}$/;

/**
 * The first moment strictly after `after` that `cron` names, in UTC.
 *
 * @throws TidemarkError `misconfigured` when `cron` is not a five-field expression that ever comes true.
 */
export function nextCronTime(cron: string, after: Date): Date {
  return reading(cron, after, (times) => times.next().toDate());
}

/**
 * Until when a check that finished at `finishedAt` speaks for today: as long as from the scheduled moment before it to
 * the next one, which may be missed, and a share of the interval after that. With even intervals that is one and a half
 * of them: 36 h for a nightly schedule.
 *
 * @throws TidemarkError `misconfigured` as {@link nextCronTime}.
 */
export function countsUntil(cron: string, finishedAt: Date): Date {
  // `prev` is strictly before its date, and a check can finish at the very moment it was due.
  const due = reading(cron, new Date(finishedAt.getTime() + 1), (times) => times.prev().getTime());
  const missed = nextCronTime(cron, finishedAt);
  const after = nextCronTime(cron, missed);
  const graceMs = (after.getTime() - missed.getTime()) * CHECK_STALE_GRACE_SHARE;
  return new Date(finishedAt.getTime() + missed.getTime() - due + graceMs);
}

/** When the next nightly checks start. */
export function nextNightlyAt(now: Date): Date {
  return nextCronTime(env().TIDEMARK_NIGHTLY_CRON, now);
}

/** {@link countsUntil} by the configured schedule. */
export function checkCountsUntil(finishedAt: Date): Date {
  return countsUntil(env().TIDEMARK_NIGHTLY_CRON, finishedAt);
}

function reading<T>(cron: string, from: Date, read: (times: CronExpression) => T): T {
  if (!FIVE_NUMERIC_FIELDS.test(cron.trim()))
    throw unreadable(cron, 'five fields of digits, *, /, comma and dash are needed');
  try {
    return read(CronExpressionParser.parse(cron.trim(), { currentDate: from, tz: 'UTC' }));
  } catch (error) {
    throw unreadable(cron, messageOf(error));
  }
}

function unreadable(cron: string, why: string): TidemarkError {
  return new TidemarkError(
    'misconfigured',
    `TIDEMARK_NIGHTLY_CRON is "${cron}": ${why}. Write it as minute hour day month weekday in UTC, e.g. "0 2 * * *".`,
  );
}
