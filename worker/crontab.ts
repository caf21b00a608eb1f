import { parseCronItems } from 'graphile-worker';
import { TidemarkError } from '#lib/platform/errors.ts';

/** How far back a missed night is made up for after the worker was down. */
const BACKFILL_HOURS = 24;

/** When baselines are compared with themselves, UTC: Wednesday noon, away from most nights. */
const SELF_CHECK_CRON = '0 12 * * 3';

/** How often pull requests of approved candidates are looked at. */
const FOLLOW_CRON = '*/5 * * * *';

/** How far back a missed week of self-checks is made up for. */
const SELF_CHECK_BACKFILL_DAYS = 7;

/**
 * The schedule. The identifiers are pinned, so that a changed time of night does not make graphile-worker forget
 * which nights it has started.
 *
 * @throws TidemarkError `misconfigured` when `nightlyCron` is no five-field cron expression.
 */
export function cronItems(nightlyCron: string) {
  try {
    return parseCronItems([
      {
        task: 'canary.nightly',
        match: nightlyCron,
        identifier: 'canary-nightly',
        options: { backfillPeriod: BACKFILL_HOURS * 3_600_000, maxAttempts: 25 },
      },
      {
        task: 'golden.nightly',
        match: nightlyCron,
        identifier: 'golden-nightly',
        options: { backfillPeriod: BACKFILL_HOURS * 3_600_000, maxAttempts: 25 },
      },
      {
        task: 'candidates.follow',
        match: FOLLOW_CRON,
        identifier: 'candidates-follow',
        options: { maxAttempts: 3 },
      },
      {
        task: 'self-check.weekly',
        match: SELF_CHECK_CRON,
        identifier: 'self-check-weekly',
        options: { backfillPeriod: SELF_CHECK_BACKFILL_DAYS * 24 * 3_600_000, maxAttempts: 25 },
      },
    ]);
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `TIDEMARK_NIGHTLY_CRON "${nightlyCron}" is not a five-field cron expression in UTC, such as "0 2 * * *".`,
      { cause },
    );
  }
}
