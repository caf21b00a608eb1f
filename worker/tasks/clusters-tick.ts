import { startDueScans } from '#lib/clusters/scans/start-due.ts';
import type { Handler } from '../handlers.ts';

/** Has clusters compared whose turn it is. */
export const clustersTick: Handler<'clusters.tick'> = async (_payload, { ctx, log }) => {
  const started = await startDueScans(ctx);
  if (started.length > 0) log.info({ started }, 'clusters that are due are compared');
};
