import { suggestJudge } from '#lib/channels/model/judge/suggest.ts';
import type { JudgeSuggestion } from '#lib/contract/judges.ts';
import type { Fetch } from '#lib/gateway/capped-fetch.ts';
import { listModels } from '#lib/gateway/free-get.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { gatewayCredentials } from './credentials.ts';

/**
 * Who on this gateway could judge the model `watched`, out of the list it gives for free.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the stored key cannot be opened.
 */
export async function suggestJudgeOf(
  db: Db,
  gatewayId: number,
  watched: string,
  fetch?: Fetch,
): Promise<JudgeSuggestion> {
  const gateway = found(await db.gateway.findUnique({ where: { id: gatewayId } }), `gateway ${gatewayId}`);
  const models = await listModels({ ...gatewayCredentials(gateway), fetch });
  return { models, suggestion: suggestJudge(watched, models ?? []) };
}
