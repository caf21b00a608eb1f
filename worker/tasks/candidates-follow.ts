import { followPublications } from '#lib/channels/prompt/candidates/follow.ts';
import type { Handler } from '../handlers.ts';

/** Sees what has become of approved candidates. */
export const candidatesFollow: Handler<'candidates.follow'> = async (_payload, { ctx, log }, shutdown) => {
  const round = await followPublications({ ctx }, shutdown);
  if (round.followed > 0) log.info(round, 'followed approved candidates');
};
