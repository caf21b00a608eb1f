import { publishCandidate } from '#lib/channels/prompt/candidates/publish.ts';
import type { Handler } from '../handlers.ts';

/** Pushes an approved candidate and opens its pull request. */
export const candidatesPublish: Handler<'candidates.publish'> = ({ candidateId }, { ctx }, shutdown) =>
  publishCandidate({ ctx }, candidateId, shutdown);
