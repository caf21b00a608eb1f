import { startWeeklyScans } from '#lib/channels/prompt/candidates/scan/weekly.ts';
import type { Handler } from '../handlers.ts';

/** Has every Langfuse source that is switched on searched for low-scored traces. */
export const candidatesWeekly: Handler<'candidates.weekly'> = async ({ _cron }, { ctx, log }) => {
  const outcomes = await startWeeklyScans(ctx, new Date(_cron.ts));
  log.info({ scheduledFor: _cron.ts, backfilled: _cron.backfilled ?? false, outcomes }, 'weekly scans');
};
