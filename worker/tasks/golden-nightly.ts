import { startGoldenNightly } from '#lib/channels/prompt/runs/start-nightly.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Handler } from '../handlers.ts';

/** Starts the night's golden runs; throws while some still wait for their turn, so that the job comes back for them. */
export const goldenNightly: Handler<'golden.nightly'> = async ({ _cron }, { ctx, log }) => {
  const outcomes = await startGoldenNightly(ctx, new Date(_cron.ts));
  log.info({ scheduledFor: _cron.ts, backfilled: _cron.backfilled ?? false, outcomes }, 'nightly golden runs');
  const owed = outcomes.filter(({ outcome }) => outcome === 'busy' || outcome === 'unreadable');
  if (owed.length === 0) return;
  const names = [...new Set(owed.map(({ repository }) => repository))].join(', ');
  throw new TidemarkError('unavailable', `Golden runs of ${names} could not start yet; they will be tried again.`);
};
