import { publishFlag } from '#lib/channels/config/decisions/publish.ts';
import type { Handler } from '../handlers.ts';

/** Pushes the live side of a flag and opens its pull request. */
export const flagsPublish: Handler<'flags.publish'> = ({ decisionId }, { ctx }, shutdown) =>
  publishFlag({ ctx }, decisionId, shutdown);
