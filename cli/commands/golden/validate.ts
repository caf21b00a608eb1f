import { type CheckedFolder, readGolden } from '#lib/channels/prompt/project/read.ts';
import type { GoldenTask } from '#lib/channels/prompt/task/format.ts';
import { taskHash } from '#lib/channels/prompt/task/hash.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import { json } from '../../reporters/json.ts';
import type { World } from '../../world.ts';

/** Prints what is wrong with golden tasks, or that they are valid. @throws TidemarkError `invalid_input` when one is not. */
export async function validateGolden(path: string, options: { json?: true }, { stdout }: World): Promise<void> {
  const checked = await readGolden(path);
  stdout.write(options.json ? json(summary(checked)) : report(checked));
  if (checked.problems.length > 0) throw new TidemarkError('invalid_input', `Not valid: ${checked.suite}`);
}

function report({ suite, tasks, problems }: CheckedFolder): string {
  if (problems.length > 0) return problems.map((problem) => `${formatProblem(problem)}\n`).join('');
  const agents = [...new Set(tasks.flatMap(({ task }) => task.agents))].sort();
  const baselines = tasks.flatMap(({ task }) => baselinesOf(task));
  const outdated = baselines.filter(({ current }) => !current).length;
  const rest = outdated === 0 ? '' : ` (${outdated} of a task that was edited since)`;
  return `${suite}: ${tasks.length} golden tasks are valid, of ${agents.join(', ')}; ${baselines.length} baselines${rest}\n`;
}

function summary({ suite, tasks, problems }: CheckedFolder) {
  return {
    suite,
    valid: problems.length === 0,
    problems,
    tasks: tasks.map(({ path, task }) => ({
      file: path,
      id: task.id,
      title: task.title,
      agents: task.agents,
      taskHash: taskHash(task),
      baselines: baselinesOf(task),
    })),
  };
}

/** Baselines of a task; `current` where they were measured on the task as it is. */
function baselinesOf(task: GoldenTask) {
  const hash = taskHash(task);
  return task.baselines.map((baseline) => ({
    agent: baseline.agent,
    model: baseline.model,
    current: baseline.taskHash === hash,
  }));
}
