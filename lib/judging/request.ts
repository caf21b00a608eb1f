import { isOpenAiReasoner } from '#lib/gateway/body.ts';
import type { ChatMessage, GatewayRequest } from '#lib/gateway/request.ts';
import { JUDGE_MAX_TOKENS } from '#lib/policy/thresholds.ts';

/** A question to a judge, and the word that its marks and the ids in it carry. */
export interface AskedQuestion {
  messages: ChatMessage[];
  word: string;
}

/** How a judge is asked: as steadily as it can, and in JSON. */
export function judgeRequest(model: string, { messages }: AskedQuestion): GatewayRequest {
  return {
    model,
    messages,
    temperature: isOpenAiReasoner(model) ? null : 0,
    maxTokens: JUDGE_MAX_TOKENS,
    responseFormat: 'json',
  };
}
