import { followFlags } from '#lib/channels/config/decisions/follow.ts';
import type { Handler } from '../handlers.ts';

/** Sees what has become of flags that were brought to git. */
export const flagsFollow: Handler<'flags.follow'> = async (_payload, { ctx, log }, shutdown) => {
  const round = await followFlags({ ctx }, shutdown);
  if (round.followed > 0) log.info(round, 'followed flags that were brought to git');
};
