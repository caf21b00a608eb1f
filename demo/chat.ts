import { setTimeout as wait } from 'node:timers/promises';
import { answerFor } from './answer.ts';
import { type ChatRequest, chatRequestSchema, promptHash } from './chat-request.ts';
import { type Completion, complete } from './completion.ts';
import { type FaultRule, splitFaultSuffix } from './faults/kinds.ts';
import { refuse } from './faults/refuse.ts';
import { replyWith } from './faults/spoil.ts';
import { litellmHeaders } from './headers.ts';
import { errorReply, type Reply } from './http.ts';
import type { DemoWorld } from './world.ts';

/** POST /v1/chat/completions. `gone` fires when the caller hangs up: nobody waits for the answer any more. */
export async function chat(world: DemoWorld, body: unknown, gone: AbortSignal): Promise<Reply> {
  const parsed = chatRequestSchema.safeParse(body);
  if (!parsed.success) {
    return badRequest(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const request = parsed.data;
  if (request.stream) return badRequest('the demo gateway does not stream');
  if (world.dialect === 'openai' && request.disable_fallbacks != null) {
    return badRequest('Unrecognized request argument supplied: disable_fallbacks');
  }
  const { model, rule } = splitFaultSuffix(request.model);
  if (!isKnown(world, model)) return unknownModel(world, request.model);
  world.log.received(model, promptHash(request.messages));
  const end = world.log.begin(model);
  const fault = world.faults.draw(model) ?? rule;
  return serve(world, model, request, fault, gone).finally(end);
}

async function serve(
  world: DemoWorld,
  model: string,
  request: ChatRequest,
  fault: FaultRule | null,
  gone: AbortSignal,
): Promise<Reply> {
  const refusal = fault === null ? null : refuse(fault);
  if (refusal !== null) return refusal;

  const given = answerFor(world, model, request);
  if ('problem' in given) return errorReply(404, `demo: ${given.problem}`, 'not_found_error', { param: 'model' });
  const latencyMs = world.latencyMs + (fault?.kind === 'slow' ? fault.delayMs : 0);
  if (latencyMs > 0)
    await wait(latencyMs, undefined, { signal: AbortSignal.any([world.closing, gone]) }).catch(() => undefined);

  const callId = world.nextCallId();
  const completion = complete({ request, ...given, callId, now: world.now() });
  const costUsd = costOf(completion, given.prices);
  const headers = world.dialect === 'litellm' ? litellmHeaders({ model, callId, costUsd, latencyMs }) : {};
  return replyWith({ completion, headers }, fault?.kind ?? null);
}

function isKnown(world: DemoWorld, model: string): boolean {
  return world.models.get(model) !== undefined || world.replay?.cursorOf(model) !== undefined;
}

function unknownModel({ dialect }: DemoWorld, model: string): Reply {
  if (dialect === 'openai') {
    const message = `demo: The model \`${model}\` does not exist or you do not have access to it.`;
    return errorReply(404, message, 'invalid_request_error', { code: 'model_not_found' });
  }
  const message = `demo: Invalid model name passed in model=${model}. Call \`/v1/models\` to view available models.`;
  return errorReply(400, message, 'invalid_request_error', { param: 'model' });
}

function badRequest(problem: string): Reply {
  return errorReply(400, `demo: ${problem}`, 'invalid_request_error');
}

function costOf({ usage }: Completion, prices: { inputUsdPerMillion: number; outputUsdPerMillion: number }): number {
  const micros = usage.prompt_tokens * prices.inputUsdPerMillion + usage.completion_tokens * prices.outputUsdPerMillion;
  return micros / 1_000_000;
}
