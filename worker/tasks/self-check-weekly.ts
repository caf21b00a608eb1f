import { dueSelfChecks } from '#lib/channels/model/self-check/due.ts';
import type { Handler } from '../handlers.ts';

/** Has every baseline in force compared with itself. */
export const selfCheckWeekly: Handler<'self-check.weekly'> = async ({ _cron }, { ctx, log }) => {
  const baselines = await dueSelfChecks(ctx.db);
  log.info({ scheduledFor: _cron.ts, backfilled: _cron.backfilled ?? false, baselines }, 'weekly self-checks');
};
