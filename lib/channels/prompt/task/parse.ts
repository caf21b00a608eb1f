import { invariant } from '#lib/platform/errors.ts';
import { flawsOf } from '#lib/yaml/describe.ts';
import { atStart, type TextFile, yamlOf } from '#lib/yaml/file.ts';
import { placeFlaws } from '#lib/yaml/place.ts';
import { type FileProblem, problemError, tidyProblems } from '#lib/yaml/problem.ts';
import type { YamlFile } from '#lib/yaml/read.ts';
import { crossCheck } from './check.ts';
import { type GoldenTask, goldenTask } from './format.ts';

/** Most tasks of one suite: every task is several paid calls in every gate. */
const MAX_TASKS = 500;

/** A task with the file it stands in. */
export interface PlacedTask {
  path: string;
  task: GoldenTask;
  /** Where each part of the task stands in its file. */
  locate: YamlFile['locate'];
}

/** The tasks that are right, and everything that is wrong with the others. */
export interface CheckedSuite {
  tasks: GoldenTask[];
  /** The same tasks with their places. */
  placed: PlacedTask[];
  problems: FileProblem[];
}

/**
 * Parses one golden task.
 *
 * @param path Of its file: the name without its ending is the id of the task.
 * @throws TidemarkError `invalid_input`, whose issues name file, line, column and reason.
 */
export function parseTask(text: string, path: string): GoldenTask {
  const [task] = loadSuite([{ path, text }]);
  invariant(task, 'one file without problems is one task');
  return task;
}

/**
 * Parses the golden tasks of a suite, in the order given.
 *
 * @throws TidemarkError `invalid_input`, whose issues name file, line, column and reason of every problem of every file.
 */
export function loadSuite(files: readonly TextFile[]): GoldenTask[] {
  const { tasks, problems } = checkSuite(files);
  if (problems.length > 0) throw problemError('The golden suite is not valid', problems);
  return tasks;
}

/** Parses the golden tasks of a suite, in the order given, as far as they are right. Never throws. */
export function checkSuite(files: readonly TextFile[]): CheckedSuite {
  const beyond = files[MAX_TASKS];
  if (beyond !== undefined) {
    return { tasks: [], placed: [], problems: [atStart(beyond.path, `a suite has at most ${MAX_TASKS} tasks`)] };
  }
  const results = files.map(checkTask);
  const placed = results.flatMap((result) => ('task' in result ? result : []));
  const problems = results.flatMap((result) => ('problems' in result ? result.problems : []));
  const tasks = placed.map(({ task }) => task);
  return { tasks, placed, problems: tidyProblems([...problems, ...checkIds(placed)]) };
}

function checkTask(file: TextFile): PlacedTask | { problems: FileProblem[] } {
  const read = yamlOf(file, 'a golden task needs "id", "title", "agents" and "input"');
  if ('problems' in read) return read;
  const { yaml } = read;
  const parsed = goldenTask.safeParse(yaml.value);
  const flaws = parsed.success ? crossCheck(parsed.data) : flawsOf(parsed.error.issues, yaml.value, []);
  if (parsed.success && parsed.data.id !== stemOf(file.path)) {
    flaws.push({ path: ['id'], reason: `"id" must be the name of the file, ${show(stemOf(file.path))}` });
  }
  if (!parsed.success || flaws.length > 0) return { problems: placeFlaws(file.path, yaml, flaws) };
  return { path: file.path, task: parsed.data, locate: yaml.locate };
}

/** The name of a file without folders and ending. */
function stemOf(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.ya?ml$/, '');
}

function show(name: string): string {
  return `"${name.slice(0, 80)}"`;
}

function* checkIds(tasks: readonly PlacedTask[]): Generator<FileProblem> {
  const seen = new Map<string, string>();
  for (const { path, task, locate } of tasks) {
    const before = seen.get(task.id);
    if (before === undefined) seen.set(task.id, path);
    else yield { file: path, ...locate(['id']), reason: `id "${task.id}" is already used in ${before}` };
  }
}
