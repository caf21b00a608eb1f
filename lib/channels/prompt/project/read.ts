import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { readTextFile } from '#lib/yaml/file.ts';
import { type FileProblem, tidyProblems } from '#lib/yaml/problem.ts';
import { checkSuite, type PlacedTask } from '../task/parse.ts';
import type { Project } from './format.ts';
import { checkProject, PROJECT_PATH } from './parse.ts';
import { readTaskFiles } from './read-task-files.ts';

/** How far above its tasks the top of a repository is looked for. */
const MAX_SUITE_DEPTH = 4;

/** Golden tasks in a folder, with the project file where that is known, and everything that is wrong with them. */
export interface CheckedFolder {
  /** Folder or file of the tasks. */
  suite: string;
  project: Project | null;
  tasks: PlacedTask[];
  problems: FileProblem[];
}

/**
 * Reads and checks the golden tasks at `path`: the top of a repository that holds `evals/tidemark.yaml`, its folder of
 * tasks, or any other folder or file of tasks, which is then checked by itself.
 *
 * @throws TidemarkError `not_found` when there is nothing to check.
 */
export async function readGolden(path: string): Promise<CheckedFolder> {
  if (await exists(join(path, PROJECT_PATH))) return readRepository(path);
  const root = await repositoryOf(path);
  if (root !== null) return readRepository(root);
  return { suite: path, project: null, ...(await readTasks(path)) };
}

/** The repository that `path` is the folder of golden tasks of; null where it is none. */
async function repositoryOf(path: string): Promise<string | null> {
  for (let root = join(path, '..'), depth = 0; depth < MAX_SUITE_DEPTH; root = join(root, '..'), depth += 1) {
    const file = await readTextFile(join(root, PROJECT_PATH));
    const checked = 'text' in file ? checkProject(file.text, PROJECT_PATH) : null;
    if (checked !== null && 'project' in checked && resolve(root, checked.project.suite) === resolve(path)) return root;
  }
  return null;
}

async function readRepository(root: string): Promise<CheckedFolder> {
  const projectFile = join(root, PROJECT_PATH);
  const file = await readTextFile(projectFile);
  const checked = 'text' in file ? checkProject(file.text, projectFile) : { problems: [file] };
  if ('problems' in checked) return { suite: root, project: null, tasks: [], problems: checked.problems };
  const { project, locate } = checked;
  const suite = join(root, project.suite);
  const { tasks, problems } = await readTasks(suite);
  const missing = (await missingPrompts(root, project)).map(({ index, prompt }) => ({
    file: projectFile,
    ...locate(['agents', index, 'prompt']),
    reason: `"prompt" names ${prompt}, which is not there`,
  }));
  return { suite, project, tasks, problems: tidyProblems([...missing, ...problems, ...strangers(project, tasks)]) };
}

async function readTasks(path: string): Promise<Pick<CheckedFolder, 'tasks' | 'problems'>> {
  const { files, problems } = await readTaskFiles(path);
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
