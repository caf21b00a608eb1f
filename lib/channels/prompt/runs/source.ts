import type { GitRepository } from '#generated/prisma/client.ts';
import { withClone } from '#lib/git/clone.ts';
import { fetchRef } from '#lib/git/fetch.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Agent } from '../project/format.ts';
import { gitRemote } from '../repository/access.ts';
import { findPrompt } from '../repository/prompt-history.ts';
import { readSuiteAt, suiteAt, textAt } from '../repository/read-suite.ts';
import type { RepositorySuite } from '../repository/types.ts';
import type { PromptSource, SuiteFile } from '../sources/types.ts';
import type { GoldenTask } from '../task/format.ts';
import { promptHash } from '../task/hash.ts';

/** Whom a golden run asks what. */
export interface RunSource {
  commit: string;
  agent: Agent;
  prompt: PromptSource;
  /** Those of the agent. */
  tasks: GoldenTask[];
  suite: SuiteFile[];
  /** Whose prompt failing tasks are asked with too; null where there is none that differs. */
  base: RunBase | null;
}

export interface RunBase {
  /** As it was asked for; `baseline` for the prompt that the baselines were measured with. */
  ref: string;
  commit: string;
  prompt: PromptSource;
  /** Null where only the prompt is of interest. */
  suite: SuiteFile[] | null;
}

/** What a run was asked for. */
export interface RunOrder {
  repository: GitRepository;
  agent: string;
  model: string;
  headCommit: string;
  /** Null: the prompt that the baselines were measured with. */
  baseRef: string | null;
  /** What `baseRef` led to when the run was asked for: a branch may move before a killed run is carried on. */
  baseCommit: string | null;
}

/**
 * Reads what a run asks from its repository. The same order gives the same source, however often a run is carried on.
 *
 * @throws TidemarkError as `readSuiteAt`, and `invalid_input` where the commit has no such agent.
 */
export async function readSource(
  ctx: Pick<Context, 'db' | 'now'>,
  order: RunOrder,
  signal: AbortSignal,
): Promise<RunSource> {
  const suite = await readSuiteAt(ctx, order.repository.id, { ref: order.headCommit, signal });
  const asked = agentOf(suite, order.agent);
  return { commit: suite.commit, ...asked, base: await baseOf(order, asked, signal) };
}

/** An agent of a suite with its prompt and tasks. @throws TidemarkError `invalid_input` where there is no such agent. */
export function agentOf(
  { project, prompts, tasks, suite }: RepositorySuite,
  name: string,
): Omit<RunSource, 'commit' | 'base'> {
  const agent = project.agents.find((each) => each.name === name);
  const prompt = prompts.get(name);
  if (agent === undefined || prompt === undefined) {
    const names = project.agents.map((each) => each.name).join(', ');
    throw new TidemarkError('invalid_input', `The repository has no agent ${name}. It has: ${names}.`);
  }
  return { agent, prompt, suite, tasks: tasks.filter(({ agents }) => agents.includes(name)) };
}

/**
 * The base side: what stands at the ref that was asked for, or else the newest revision of the prompt that a baseline of
 * the agent and model was measured with. Null where there is no such prompt, or it is the same.
 */
async function baseOf(order: RunOrder, asked: Omit<RunSource, 'commit' | 'base'>, signal: AbortSignal) {
  const { repository, headCommit } = order;
  const remote = gitRemote(repository);
  const { path, promptHash: hash } = asked.prompt;
  if (order.baseRef !== null) return refBase(order, order.baseRef, asked, signal);
  const hashes = blessedHashes(asked.tasks, asked.agent.name, order.model);
  if (hashes.length === 0 || hashes.includes(hash)) return null;
  const past = await withClone(repository.id, remote, (git) =>
    findPrompt(git, { head: headCommit, path, hashes }, signal),
  );
  return past && { ref: 'baseline', ...past, suite: null };
}

function refBase(
  { repository, baseCommit }: RunOrder,
  ref: string,
  { agent, prompt: { path, promptHash: hash } }: Omit<RunSource, 'commit' | 'base'>,
  signal: AbortSignal,
): Promise<RunSource['base']> {
  const remote = gitRemote(repository);
  return withClone(repository.id, remote, async (git) => {
    const commit = await fetchRef(git, remote, baseCommit ?? ref, repository.branch, signal);
    const before = await unlessMissing(suiteAt(git, commit, repository));
    const text = await unlessMissing(textAt(git, commit, path));
    const sameFile = text === null ? null : { path, text, promptHash: promptHash(text) };
    // The agent may have had its prompt in another file.
    const prompt = before?.prompts.get(agent.name) ?? sameFile;
    return prompt === null || prompt.promptHash === hash ? null : { ref, commit, prompt, suite: before?.suite ?? [] };
  });
}

/**
 * The commit that a ref of the repository leads to now.
 *
 * @throws TidemarkError as `fetchRef`.
 */
export function commitOf(repository: GitRepository, ref: string): Promise<string> {
  const remote = gitRemote(repository);
  return withClone(repository.id, remote, (git) => fetchRef(git, remote, ref, repository.branch));
}

/** Null for what did not exist yet. */
function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof TidemarkError && error.code === 'not_found') return null;
    throw error;
  });
}

/** Prompts that baselines of the agent and model were measured with. */
function blessedHashes(tasks: readonly GoldenTask[], agent: string, model: string): string[] {
  const baselines = tasks.flatMap((task) => task.baselines);
  const ours = baselines.filter((baseline) => baseline.agent === agent && baseline.model === model);
  return [...new Set(ours.map((baseline) => baseline.promptHash))];
}
