import { TidemarkError } from '#lib/platform/errors.ts';
import { type FileProblem, formatProblem } from '#lib/yaml/problem.ts';
import type { RepositorySuite } from '../repository/types.ts';
import type { GoldenTask } from '../task/format.ts';
import { checkSuite } from '../task/parse.ts';
import { draftProblem, idOfDraft } from './draft.ts';

/** A file for the golden suite that fits what is there. */
export interface PlannedFile {
  task: GoldenTask;
  /** From the top of the repository. */
  path: string;
}

/** Name of the branch that a candidate goes to: the same for the same task, until the candidate is taken back. */
export function publicationBranch(taskId: string, { id, reopened }: { id: number; reopened: number }): string {
  const again = reopened === 0 ? '' : `.${reopened + 1}`;
  return `tidemark/golden/${taskId}-${id}${again}`;
}

/**
 * A new task beside those of the suite.
 *
 * @throws TidemarkError `invalid_input` with every problem of the draft; `conflict` when its id is taken.
 */
export function planNewTask({ project, suite }: RepositorySuite, draft: string): PlannedFile {
  const id = idOfDraft(draft);
  const path = `${project.suite}/${id ?? 'draft'}.yaml`;
  const taken = suite.find((file) => idOf(file.path) === id);
  if (id !== null && taken !== undefined) {
    throw new TidemarkError(
      'conflict',
      `There is already a task ${id} in ${taken.path}. Choose another id, or merge the candidate into that task.`,
    );
  }
  return { path, task: checked(project, [...suite, { path, text: draft }], path) };
}

/**
 * An edit of a task of the suite.
 *
 * @throws TidemarkError `not_found` when there is no such task; `invalid_input` with every problem of the edit, and when
 *   it changes nothing.
 */
export function planMerge({ project, suite }: RepositorySuite, taskId: string, content: string): PlannedFile {
  const file = suite.find(({ path }) => idOf(path) === taskId);
  if (file === undefined) throw new TidemarkError('not_found', `There is no task ${taskId} in ${project.suite}.`);
  if (file.text === content) throw new TidemarkError('invalid_input', `The edit changes nothing of task ${taskId}.`);
  const { path } = file;
  const edited = suite.map((each) => (each.path === path ? { path, text: content } : each));
  return { path, task: checked(project, edited, path) };
}

/** The task of a suite file. */
export function idOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.ya?ml$/, '');
}

function checked(
  { agents }: RepositorySuite['project'],
  files: readonly { path: string; text: string }[],
  path: string,
): GoldenTask {
  const { tasks, problems } = checkSuite(files);
  const own = problems.filter(({ file }) => file === path);
  const task = tasks.find(({ id }) => id === idOf(path));
  const names = agents.map(({ name }) => name);
  const strangers = task?.agents.filter((name) => !names.includes(name)) ?? [];
  for (const name of strangers) {
    const reason = `the repository has no agent "${name}"; it has ${names.join(', ')}`;
    own.push({ file: path, line: 1, column: 1, reason });
  }
  if (task === undefined || own.length > 0) throw refused(own);
  return task;
}

function refused(problems: readonly FileProblem[]): TidemarkError {
  const issues = problems.map((problem) => {
    const { line, column, reason } = draftProblem(problem);
    return { path: `draft:${line}:${column}`, message: reason };
  });
  return new TidemarkError('invalid_input', `The task is not valid:\n${problems.map(formatProblem).join('\n')}`, {
    issues,
  });
}
