import { env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { startNightly } from '#lib/runs/start-nightly.ts';
import type { Handler } from '../handlers.ts';

/** Starts the night's runs; throws while an endpoint is busy, so that the job comes back for it. */
export const canaryNightly: Handler<'canary.nightly'> = async ({ _cron }, { ctx, log }) => {
  const outcomes = await startNightly(ctx, { scheduledFor: new Date(_cron.ts), deepNight: env().TIDEMARK_DEEP_NIGHT });
  log.info({ scheduledFor: _cron.ts, backfilled: _cron.backfilled ?? false, outcomes }, 'nightly runs');
  const busy = outcomes.filter(({ outcome }) => outcome === 'busy').map(({ endpointId }) => endpointId);
  if (busy.length > 0) {
    throw new TidemarkError(
      'conflict',
      `Endpoints ${busy.join(', ')} are busy with another run; they will be tried again.`,
    );
  }
};
