import { parseCronItems } from 'graphile-worker';
import { TidemarkError } from '#lib/platform/errors.ts';

/** How far back a missed night is made up for after the worker was down. */
const BACKFILL_HOURS = 24;

/**
 * The schedule. The identifier is pinned, so that a changed time of night does not make graphile-worker forget
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
    ]);
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `TIDEMARK_NIGHTLY_CRON "${nightlyCron}" is not a five-field cron expression in UTC, such as "0 2 * * *".`,
      { cause },
    );
  }
}
