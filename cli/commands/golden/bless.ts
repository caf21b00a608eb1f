import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { recordedBaseline } from '#lib/channels/prompt/gate/recorded-baseline.ts';
import { runAttempts } from '#lib/channels/prompt/runner/run-attempts.ts';
import { readHead } from '#lib/channels/prompt/sources/read-head.ts';
import type { GoldenTask } from '#lib/channels/prompt/task/format.ts';
import { taskHash } from '#lib/channels/prompt/task/hash.ts';
import { parseTask } from '#lib/channels/prompt/task/parse.ts';
import type { Attempt, AttemptRef, TaskBaseline } from '#lib/channels/prompt/types.ts';
import { invariant } from '#lib/platform/errors.ts';
import { EXIT_CODE_OF_GATE } from '#lib/policy/exit-codes.ts';
import { createWaitReporter } from '../../reporters/golden/waits.ts';
import { json } from '../../reporters/json.ts';
import type { World } from '../../world.ts';
import { createAttempter } from './attempter.ts';
import { findTarget, type Target, type TargetOptions } from './target.ts';
import { tasksOf } from './tasks.ts';
import { checkWritable, writeBaselines } from './write-baselines.ts';

export interface BlessOptions extends TargetOptions {
  runs: number;
  parallel: number;
  budget?: number;
  as?: string;
  json?: true;
}

/**
 * Measures every task of the agent anew and writes the results as baselines into the task files: all of them, or none
 * when a task could not be measured.
 *
 * @returns 0, or 3 when nothing was written
 */
export async function blessPrompt(options: BlessOptions, world: World): Promise<number> {
  const target = await findTarget(options);
  const head = await readHead(target.tree, target);
  const tasks = tasksOf(target, head.suite);
  await checkWritable(head.suite.filter(({ path, text }) => tasks.some(({ id }) => id === parseTask(text, path).id)));
  const prompts = { head: head.prompt.text, base: null };
  const { onRateLimit } = createWaitReporter(world.stderr, world.now);
  const attempt = await createAttempter(
    target,
    { tasks, prompts, budgetUsd: options.budget ?? null, onRateLimit },
    world,
  );
  const refs = tasks.flatMap(({ id }) =>
    Array.from({ length: options.runs }, (_, number): AttemptRef => ({ taskId: id, side: 'head', number })),
  );
  const attempts = await runAttempts(refs, attempt, {
    concurrency: options.parallel,
    signal: world.stopSignal(),
  });
  const blessing = {
    agent: target.agent.name,
    model: target.model,
    promptHash: head.prompt.promptHash,
    measuredAt: world.now().toISOString(),
    blessedBy: options.as ?? (await whoIs(target)),
  };
  const measured = tasks.map((task) => ({
    task,
    baseline: recordedBaseline(attempts, task.id, options.runs, { ...blessing, taskHash: taskHash(task) }),
  }));
  const missing = measured.filter(({ baseline }) => baseline === null).map(({ task }) => task);
  if (missing.length > 0) return nothingWritten(missing, attempts, world);
  const results = measured.map(({ task, baseline }) => {
    invariant(baseline !== null, 'every task was measured');
    return { id: task.id, before: baselineBefore(task, target), baseline };
  });
  await writeBaselines(head.suite, results);
  world.stdout.write(options.json ? json(results) : results.map(resultLine).join(''));
  return 0;
}

/** The name in the git settings of the repository, else of the person, else that of the account. */
async function whoIs({ tree }: Target): Promise<string> {
  // Git is run without the person's own settings, so their file is named.
  const places = [[], ['--includes', '--file', join(homedir(), '.gitconfig')]];
  for (const place of places) {
    const name = await tree?.git.run(['config', ...place, '--get', 'user.name']).catch(() => '');
    if (name !== undefined && name.trim() !== '') return name.trim();
  }
  return userInfo().username;
}

function baselineBefore({ baselines }: GoldenTask, { agent, model }: Target): TaskBaseline | null {
  return baselines.find((baseline) => baseline.agent === agent.name && baseline.model === model) ?? null;
}

function nothingWritten(tasks: readonly GoldenTask[], attempts: readonly Attempt[], { stderr }: World): number {
  for (const { id } of tasks) {
    const fault = attempts.find(({ taskId, outcome }) => taskId === id && outcome === 'unmeasured');
    stderr.write(`${id}: not measured. ${fault?.reason ?? ''}\n`);
  }
  stderr.write('Nothing was written: baselines of one prompt belong together. Mend what is named, then bless again.\n');
  return EXIT_CODE_OF_GATE.unmeasured;
}

function resultLine({ id, before, baseline }: { id: string; before: TaskBaseline | null; baseline: TaskBaseline }) {
  const was = before === null ? 'no baseline before' : `${before.passes} of ${before.runs} before`;
  return `${id}: passes ${baseline.passes} of ${baseline.runs} (${was})\n`;
}
