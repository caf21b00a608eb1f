import { setTimeout as sleep } from 'node:timers/promises';
import { attemptTask } from '#lib/channels/prompt/runner/attempt-task.ts';
import { createTraffic } from '#lib/channels/prompt/runner/traffic.ts';
import type { GoldenTask } from '#lib/channels/prompt/task/format.ts';
import type { Attempt, AttemptRef, Side } from '#lib/channels/prompt/types.ts';
import { createGatewayClient } from '#lib/gateway/client.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';
import type { World } from '../../world.ts';
import type { Target } from './target.ts';

interface AttempterOptions {
  tasks: readonly GoldenTask[];
  /** Text of the prompt of each side; null where there is none. */
  prompts: Record<Side, string | null>;
  budgetUsd: number | null;
  /** Told of each wait for a rate limit, in milliseconds. */
  onRateLimit: (waitMs: number) => void;
}

/**
 * Makes attempts with the gateway of the environment; all of them share one budget.
 *
 * @throws TidemarkError `misconfigured` where no gateway is given
 */
export async function createAttempter(
  { agent, model, judge }: Target,
  { tasks, prompts, budgetUsd, onRateLimit }: AttempterOptions,
  { env, random }: World,
): Promise<(ref: AttemptRef, signal: AbortSignal) => Promise<Attempt>> {
  const {
    TIDEMARK_GATEWAY_URL: baseUrl,
    TIDEMARK_GATEWAY_KIND: kind,
    TIDEMARK_GATEWAY_KEY: apiKey = null,
  } = await env();
  if (baseUrl === undefined) {
    const told =
      'Set TIDEMARK_GATEWAY_URL (and TIDEMARK_GATEWAY_KEY) to the gateway that serves the agent and its judge.';
    throw new TidemarkError('misconfigured', told);
  }
  const client = createGatewayClient({ baseUrl, kind, apiKey });
  const traffic = createTraffic({
    budgetUsd,
    prices: () => null,
    random,
    now: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    onRateLimit,
  });
  const deps = { agent: client, judge: client, traffic, random };
  return ({ taskId, side, number }, signal) => {
    const task = tasks.find(({ id }) => id === taskId);
    const prompt = prompts[side];
    invariant(task !== undefined && prompt !== null, 'attempts are made of tasks and sides that are there');
    const { temperature, maxOutputTokens } = agent;
    return attemptTask(
      deps,
      { task, agent: { prompt, model, temperature, maxOutputTokens }, judge, side, number },
      signal,
    );
  };
}
