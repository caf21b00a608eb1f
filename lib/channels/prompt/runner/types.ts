import type { GatewayClient } from '#lib/gateway/client.ts';
import type { GoldenTask } from '../task/format.ts';
import type { Side } from '../types.ts';
import type { Traffic } from './traffic.ts';

/** The agent as one side of a gate sees it: the prompt differs between sides, the rest does not. */
export interface AgentOnSide {
  /** Text of the system prompt. */
  prompt: string;
  model: string;
  /** Null or left out: the provider's default. */
  temperature?: number | null | undefined;
  maxOutputTokens: number;
}

/** One attempt to make. */
export interface AttemptOrder {
  task: GoldenTask;
  agent: AgentOnSide;
  /** Null where the agent has no judge: a task with a rubric is then unmeasured without a call. */
  judge: { model: string } | null;
  side: Side;
  /** From 0, within task and side. */
  number: number;
}

/** What attempts touch outside themselves. */
export interface RunnerDeps {
  agent: GatewayClient;
  judge: GatewayClient | null;
  /** Shared by all attempts of one run: its budget, its pauses, what it gave up on. */
  traffic: Traffic;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Milliseconds that one call of the agent may take; `GOLDEN_CALL_TIMEOUT_MS` where left out. */
  callTimeoutMs?: number;
}
