import { takeTurn } from '#lib/channels/config/comparison/due.ts';
import type { Handler } from '../handlers.ts';

/** Compares one flagd with git. */
export const flagsCompare: Handler<'flags.compare'> = ({ flagSourceId }, { ctx }, shutdown) =>
  takeTurn({ ctx }, flagSourceId, shutdown);
