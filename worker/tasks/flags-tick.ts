import { startTurns } from '#lib/channels/config/comparison/due.ts';
import type { Handler } from '../handlers.ts';

/** Sees that every flagd is compared in its turn. */
export const flagsTick: Handler<'flags.tick'> = async (_payload, { ctx, log }) => {
  const started = await startTurns(ctx);
  if (started > 0) log.info({ started }, 'comparisons of flagds started');
};
