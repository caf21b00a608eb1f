import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { GatedTask } from '../types.ts';
import type { GoldenTask } from './format.ts';

/**
 * Names what decides about the result of a task: SHA-256, in lower-case hexadecimal, of input, expectations and rubric.
 * Title, tags, labels and baselines may change without a new measurement.
 */
export function taskHash({ input, expect, assertions, rubric }: GoldenTask): string {
  const unlabelled = assertions.map(({ label: _label, ...check }) => check);
  return sha256(stableJson({ input, expect, assertions: unlabelled, rubric }));
}

/** Names a system prompt: SHA-256, in lower-case hexadecimal, of its text with line feeds alone. */
export function promptHash(text: string): string {
  return sha256(text.replace(/\r\n?/g, '\n'));
}

/** What a gate must know of a task for an agent and a model: a baseline of another version of the task is none. */
export function gatedTask(task: GoldenTask, agent: string, model: string): GatedTask {
  const hash = taskHash(task);
  const baseline = task.baselines.find((each) => each.agent === agent && each.model === model);
  return { id: task.id, title: task.title, taskHash: hash, baseline: baseline?.taskHash === hash ? baseline : null };
}
