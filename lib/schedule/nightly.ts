import { CronExpressionParser } from 'cron-parser';
import { env } from '#lib/platform/env.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';

/** Minute, hour, day of month, month, day of week in digits: the form the worker's scheduler takes. */
const FIVE_NUMERIC_FIELDS = /^[0-9*/,-]+(\s+[0-9*/,-]+){4}$/;

/**
 * The first moment strictly after `after` that `cron` names, in UTC.
 *
 * @throws TidemarkError `misconfigured` when `cron` is not a five-field expression that ever comes true.
 */
export function nextCronTime(cron: string, after: Date): Date {
  if (!FIVE_NUMERIC_FIELDS.test(cron.trim()))
    throw unreadable(cron, 'five fields of digits, *, /, comma and dash are needed');
  try {
    return CronExpressionParser.parse(cron.trim(), { currentDate: after, tz: 'UTC' }).next().toDate();
  } catch (error) {
    throw unreadable(cron, messageOf(error));
  }
}

/** When the next nightly checks start. */
export function nextNightlyAt(now: Date): Date {
  return nextCronTime(env().TIDEMARK_NIGHTLY_CRON, now);
}

function unreadable(cron: string, why: string): TidemarkError {
  return new TidemarkError(
    'misconfigured',
    `TIDEMARK_NIGHTLY_CRON is "${cron}": ${why}. Write it as minute hour day month weekday in UTC, e.g. "0 2 * * *".`,
  );
}
