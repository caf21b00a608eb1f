import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { readTextFile, readYamlFiles } from '#lib/yaml/file.ts';
import { type FileProblem, tidyProblems } from '#lib/yaml/problem.ts';
import { checkSuite, type PlacedTask } from '../task/parse.ts';
import type { Project } from './format.ts';
import { checkProject, PROJECT_PATH } from './parse.ts';

/** Golden tasks in a folder, with the project file where that is known, and everything that is wrong with them. */
export interface CheckedFolder {
  /** Folder or file of the tasks. */
  suite: string;
  project: Project | null;
  tasks: PlacedTask[];
  problems: FileProblem[];
}

/**
 * Reads and checks the golden tasks at `path`: of a repository, where `path` holds `evals/tidemark.yaml`, else those
 * directly in the folder, or the one file.
 *
 * @throws TidemarkError `not_found` when there is nothing to check.
 */
export async function readGolden(path: string): Promise<CheckedFolder> {
  const projectFile = join(path, PROJECT_PATH);
  if (!(await exists(projectFile))) return { suite: path, project: null, ...(await readTasks(path)) };
  const file = await readTextFile(projectFile);
  const checked = 'text' in file ? checkProject(file.text, projectFile) : { problems: [file] };
  if ('problems' in checked) return { suite: path, project: null, tasks: [], problems: checked.problems };
  const { project, locate } = checked;
  const suite = join(path, project.suite);
  const { tasks, problems } = await readTasks(suite);
  const missing = await missingPrompts(path, project);
  return {
    suite,
    project,
    tasks,
    problems: tidyProblems([
      ...missing.map(({ index, prompt }) => ({
        file: projectFile,
        ...locate(['agents', index, 'prompt']),
        reason: `"prompt" names ${prompt}, which is not there`,
      })),
      ...problems,
      ...strangers(project, tasks),
    ]),
  };
}

async function readTasks(path: string): Promise<Pick<CheckedFolder, 'tasks' | 'problems'>> {
  const { files, problems } = await readYamlFiles(path);
  const checked = checkSuite(files);
  return { tasks: checked.placed, problems: [...problems, ...checked.problems] };
}

/** Tasks for agents that the project does not have, and rubrics that nobody grades. */
function* strangers({ agents }: Project, tasks: readonly PlacedTask[]): Generator<FileProblem> {
  for (const { path, task, locate } of tasks) {
    for (const [index, name] of task.agents.entries()) {
      const agent = agents.find((each) => each.name === name);
      if (agent === undefined) {
        yield { file: path, ...locate(['agents', index]), reason: `agent "${name}" does not stand in ${PROJECT_PATH}` };
      }
      const judged = task.rubric !== undefined || task.assertions.some(({ kind }) => kind === 'rubric');
      if (agent !== undefined && agent.judge === undefined && judged) {
        const reason = `is graded by a rubric, but agent "${name}" has no "judge" in ${PROJECT_PATH}`;
        yield { file: path, ...locate([], task.rubric === undefined ? 'assertions' : 'rubric'), reason };
      }
    }
  }
}

async function missingPrompts(root: string, { agents }: Project): Promise<{ index: number; prompt: string }[]> {
  const found = await Promise.all(
    agents.map(async ({ prompt }, index) => ((await exists(join(root, prompt))) ? [] : [{ index, prompt }])),
  );
  return found.flat();
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw new TidemarkError('invalid_input', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
