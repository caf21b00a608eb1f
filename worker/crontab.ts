import { type CronItem, type ParsedCronItem, parseCronItems } from 'graphile-worker';
import type { Env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** How far back a missed night is made up for after the worker was down. */
const BACKFILL_HOURS = 24;

/** When baselines are compared with themselves, UTC: Wednesday noon, away from most nights. */
const SELF_CHECK_CRON = '0 12 * * 3';

/** How often pull requests of approved candidates and of flags are looked at. */
const FOLLOW_CRON = '*/5 * * * *';

/** How often Prometheus is asked for drifts, where a cluster has one. */
const FLUX_COUNTERS_CRON = '* * * * *';

/** How often it is seen that every flagd is compared in its turn. */
const FLAGS_CRON = '* * * * *';

/** How often it is seen which clusters are due to be compared. */
const CLUSTERS_CRON = '* * * * *';

/** How far back a missed week of self-checks is made up for. */
const SELF_CHECK_BACKFILL_DAYS = 7;

/** How far back a missed week of searches for candidates is made up for. */
const CANDIDATES_BACKFILL_DAYS = 7;

const DAY_MS = 24 * 3_600_000;

/** When what can be set is due: five-field cron expressions, UTC. */
interface Schedule {
  nightlyCron: string;
  candidatesCron: string;
}

/**
 * The schedule. The identifiers are pinned, so that a changed time of night does not make graphile-worker forget
 * which nights it has started.
 *
 * @throws TidemarkError `misconfigured` for what is no five-field cron expression, naming its variable.
 */
export function cronItems({ nightlyCron, candidatesCron }: Schedule): ParsedCronItem[] {
  return [
    ...parsed('TIDEMARK_NIGHTLY_CRON', nightlyCron, [
      {
        task: 'canary.nightly',
        identifier: 'canary-nightly',
        options: { backfillPeriod: BACKFILL_HOURS * 3_600_000, maxAttempts: 25 },
      },
      {
        task: 'golden.nightly',
        identifier: 'golden-nightly',
        options: { backfillPeriod: BACKFILL_HOURS * 3_600_000, maxAttempts: 25 },
      },
    ]),
    ...parsed('TIDEMARK_CANDIDATES_CRON', candidatesCron, [
      {
        task: 'candidates.weekly',
        identifier: 'candidates-weekly',
        options: { backfillPeriod: CANDIDATES_BACKFILL_DAYS * DAY_MS, maxAttempts: 25 },
      },
    ]),
    ...parseCronItems([
      {
        task: 'candidates.follow',
        match: FOLLOW_CRON,
        identifier: 'candidates-follow',
        options: { maxAttempts: 3 },
      },
      {
        task: 'flux.counters',
        match: FLUX_COUNTERS_CRON,
        identifier: 'flux-counters',
        // One that waits is replaced: a late look counts what several would have.
        options: { maxAttempts: 1, queueName: 'flux-counters', jobKey: 'flux-counters' },
      },
      { task: 'flags.tick', match: FLAGS_CRON, identifier: 'flags-tick', options: { maxAttempts: 1 } },
      { task: 'flags.follow', match: FOLLOW_CRON, identifier: 'flags-follow', options: { maxAttempts: 3 } },
      { task: 'clusters.tick', match: CLUSTERS_CRON, identifier: 'clusters-tick', options: { maxAttempts: 1 } },
      {
        task: 'self-check.weekly',
        match: SELF_CHECK_CRON,
        identifier: 'self-check-weekly',
        options: { backfillPeriod: SELF_CHECK_BACKFILL_DAYS * DAY_MS, maxAttempts: 25 },
      },
    ]),
  ];
}

function parsed(variable: keyof Env, cron: string, items: readonly Omit<CronItem, 'match'>[]): ParsedCronItem[] {
  try {
    return parseCronItems(items.map((item) => ({ ...item, match: cron })));
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `${variable} "${cron}" is not a five-field cron expression in UTC, such as "0 2 * * *".`,
      { cause },
    );
  }
}
