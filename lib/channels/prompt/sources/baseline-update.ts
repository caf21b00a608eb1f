import { formatCount } from '#lib/format/numbers.ts';
import type { GatedTask } from '../types.ts';
import type { BaseSource, PromptSource } from './types.ts';

/**
 * Why new baselines are missing: the prompt changed against the base or did not exist there, and the diff does not hold
 * baselines measured with it. Null where the prompt is the same, or all its baselines came with it. Tasks without any
 * baseline are told apart.
 */
export function missingBaselineUpdate(
  tasks: readonly GatedTask[],
  { agent, model, head, base }: { agent: string; model: string; head: PromptSource; base: BaseSource | null },
): string | null {
  if (base === null || base.prompt?.promptHash === head.promptHash) return null;
  const outdated = tasks.filter(({ baseline }) => baseline !== null && baseline.promptHash !== head.promptHash);
  if (outdated.length === 0) return null;
  const changed = base.prompt === null ? `is not in ${base.ref}` : `changed against ${base.ref}`;
  return `Missing baseline update: ${head.path} ${changed}, and ${formatCount(outdated.length, 'task')} of ${agent} on ${model} ${outdated.length === 1 ? 'has' : 'have'} no baseline measured with it.`;
}
