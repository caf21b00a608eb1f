import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Agent } from '#lib/channels/prompt/project/format.ts';
import { PROJECT_PATH, parseProject } from '#lib/channels/prompt/project/parse.ts';
import { findWorkTree, type WorkTree } from '#lib/git/work-tree.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { readTextFile } from '#lib/yaml/file.ts';
import { problemError } from '#lib/yaml/problem.ts';

/** What gate and bless are told of whom to ask and where to look. */
export interface TargetOptions {
  agent: string;
  prompt?: string;
  model?: string;
  suite?: string;
  judge?: string;
}

/** An agent with one model, and where its prompt and its tasks lie, as seen from the working directory. */
export interface Target {
  /** Null outside git. */
  tree: WorkTree | null;
  agent: Pick<Agent, 'name' | 'temperature' | 'maxOutputTokens'>;
  model: string;
  judge: { model: string } | null;
  promptFile: string;
  /** The project file, where it is what names the prompt. */
  namedBy: string | null;
  suite: string;
}

/** Longest answer of an agent that no project file describes, in tokens; the project file's own default. */
const MAX_OUTPUT_TOKENS = 1024;
const DEFAULT_SUITE = 'evals/golden';

/**
 * Finds the agent in the project file of the repository; options have the last word, and are enough without one.
 *
 * @throws TidemarkError `invalid_input`, naming the option or the entry that is missing
 */
export async function findTarget(options: TargetOptions): Promise<Target> {
  const tree = findWorkTree('.');
  const root = projectFolder(tree?.top ?? '.');
  const projectFile = join(root, PROJECT_PATH);
  const project = await readProject(projectFile);
  const agent = project?.agents.find(({ name }) => name === options.agent);
  if (project !== null && agent === undefined) {
    const names = project.agents.map(({ name }) => name).join(', ');
    throw badInput(`There is no agent "${options.agent}" in ${projectFile}. There are ${names}.`);
  }
  const prompt = options.prompt ?? agent?.prompt;
  if (prompt === undefined) throw badInput(`Name the agent's prompt with --prompt: there is no ${projectFile} here.`);
  return {
    tree,
    agent: {
      name: options.agent,
      temperature: agent?.temperature,
      maxOutputTokens: agent?.maxOutputTokens ?? MAX_OUTPUT_TOKENS,
    },
    model: options.model ?? onlyModel(agent, projectFile),
    judge: options.judge === undefined ? (agent?.judge ?? null) : { model: options.judge },
    promptFile: prompt,
    namedBy: options.prompt === undefined ? projectFile : null,
    suite: options.suite ?? project?.suite ?? join(root, DEFAULT_SUITE),
  };
}

/** The nearest folder with a project file, from here up to `top`: a repository may hold several projects. */
function projectFolder(top: string): string {
  for (let at = realpathSync('.'); ; at = dirname(at)) {
    const isTop = at === realpathSync(top) || at === dirname(at);
    if (isTop || existsSync(join(at, PROJECT_PATH))) return relative(realpathSync('.'), at);
  }
}

async function readProject(path: string) {
  if (!existsSync(path)) return null;
  const file = await readTextFile(path);
  if (!('text' in file)) throw problemError('The project file cannot be read', [file]);
  return parseProject(file.text, path);
}

function onlyModel(agent: Agent | undefined, projectFile: string): string {
  if (agent === undefined) throw badInput(`Name the model with --model: there is no ${projectFile} here.`);
  const [model, ...others] = agent.models;
  if (model !== undefined && others.length === 0) return model;
  throw badInput(
    `Agent "${agent.name}" has ${agent.models.length} models. Choose one with --model: ${agent.models.join(', ')}.`,
  );
}

function badInput(message: string): TidemarkError {
  return new TidemarkError('invalid_input', message);
}
