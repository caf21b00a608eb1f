import { runGate } from '#lib/channels/prompt/gate/run-gate.ts';
import type { GateReport } from '#lib/channels/prompt/report/format.ts';
import { missingBaselineUpdate } from '#lib/channels/prompt/sources/baseline-update.ts';
import { readBase } from '#lib/channels/prompt/sources/read-base.ts';
import { readHead } from '#lib/channels/prompt/sources/read-head.ts';
import { suiteChanges } from '#lib/channels/prompt/sources/suite-changes.ts';
import { gatedTask } from '#lib/channels/prompt/task/hash.ts';
import type { Attempt } from '#lib/channels/prompt/types.ts';
import { EXIT_CODE_OF_GATE } from '#lib/policy/exit-codes.ts';
import type { PublishOptions } from '../../publishing/options.ts';
import { checkPublication, publishReport } from '../../publishing/publish-report.ts';
import { createProgressReporter } from '../../reporters/golden/progress.ts';
import { gateReportText } from '../../reporters/golden/report.ts';
import { createWaitReporter } from '../../reporters/golden/waits.ts';
import { json } from '../../reporters/json.ts';
import type { World } from '../../world.ts';
import { createAttempter } from './attempter.ts';
import { blessCommand } from './bless-command.ts';
import { checkReportFiles, type ReportFiles, writeReportFiles } from './report-files.ts';
import { findTarget, type Target, type TargetOptions } from './target.ts';
import { tasksOf } from './tasks.ts';

export interface GateOptions extends TargetOptions, PublishOptions, ReportFiles {
  base?: string;
  repeat: number;
  parallel: number;
  budget?: number;
  json?: true;
}

/** Replays the suite with the prompt on disk, reports, and gives the exit code of the verdict. */
export async function gatePrompt(options: GateOptions, world: World): Promise<number> {
  const target = await findTarget(options);
  await checkReportFiles(options);
  await checkPublication(options, world);
  const report = await gate(target, options, world);
  world.stdout.write(options.json ? json(report) : gateReportText(report));
  await writeReportFiles(report, options, world);
  await publishReport(report, options, world);
  return EXIT_CODE_OF_GATE[report.verdict];
}

async function gate(target: Target, options: GateOptions, world: World): Promise<GateReport> {
  const { agent, model, tree } = target;
  const head = await readHead(tree, target);
  const namedBy = target.namedBy === null ? null : { projectFile: target.namedBy, agent: agent.name };
  const base = options.base === undefined ? null : await readBase(tree, { ...target, namedBy, ref: options.base });
  const tasks = tasksOf(target, head.suite);
  const gated = tasks.map((task) => gatedTask(task, agent.name, model));
  const prompts = { head: head.prompt.text, base: base?.prompt?.text ?? null };
  const progress = createProgressReporter(world.stderr, gated.length);
  const { onRateLimit } = createWaitReporter(world.stderr, world.now);
  const attempt = await createAttempter(
    target,
    { tasks, prompts, budgetUsd: options.budget ?? null, onRateLimit },
    world,
  );
  return runGate({
    tasks: gated,
    agent: agent.name,
    model,
    head: {
      commit: head.commit,
      branch: head.branch,
      promptHash: head.prompt.promptHash,
      promptPath: head.prompt.path,
    },
    base: base && { ref: base.ref, commit: base.commit, promptHash: base.prompt?.promptHash ?? null },
    repeat: options.repeat,
    suiteChanges: base === null ? [] : suiteChanges(base.suite, head.suite),
    missingUpdate: missingBaselineUpdate(gated, { agent: agent.name, model, head: head.prompt, base }),
    blessCommand: blessCommand(options, target),
    concurrency: options.parallel,
    store: inMemory(),
    attempt,
    onProgress: progress.onProgress,
    now: world.now,
    signal: world.stopSignal(),
  }).finally(progress.end);
}

/** A pipeline that is killed starts anew. */
function inMemory() {
  return { load: async (): Promise<Attempt[]> => [], save: async () => undefined };
}
