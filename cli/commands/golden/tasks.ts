import type { SuiteFile } from '#lib/channels/prompt/sources/types.ts';
import type { GoldenTask } from '#lib/channels/prompt/task/format.ts';
import { loadSuite } from '#lib/channels/prompt/task/parse.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Target } from './target.ts';

/** The tasks of a suite that the agent must do. @throws TidemarkError `invalid_input` when one is wrong, or there is none. */
export function tasksOf({ agent, suite }: Target, files: readonly SuiteFile[]): GoldenTask[] {
  const tasks = loadSuite(files);
  const own = tasks.filter(({ agents }) => agents.includes(agent.name));
  if (own.length > 0) return own;
  const names = [...new Set(tasks.flatMap(({ agents }) => agents))].sort().join(', ');
  throw new TidemarkError(
    'invalid_input',
    `No task in ${suite} is for agent "${agent.name}". There are tasks for ${names}.`,
  );
}
