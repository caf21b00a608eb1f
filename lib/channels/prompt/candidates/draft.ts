import { parseDocument } from 'yaml';
import type { DraftProblem } from '#lib/contract/candidates.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { type GoldenTask, taskId } from '../task/format.ts';
import { checkSuite, type PlacedTask } from '../task/parse.ts';

/** Stands for the name of a file whose task has no usable id yet. */
const UNNAMED = 'draft';

/** The id that a task's text gives itself, where it can be one; a path must never be made of anything else. */
export function idOfDraft(text: string): string | null {
  try {
    const id: unknown = parseDocument(text, { logLevel: 'silent' }).get('id');
    const parsed = taskId.safeParse(id);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The task of a draft, or what is wrong with its text. */
export function checkDraft(
  text: string,
): { task: GoldenTask; placed: PlacedTask; problems: [] } | { task: null; placed: null; problems: DraftProblem[] } {
  const { placed, problems } = checkSuite([{ path: `${idOfDraft(text) ?? UNNAMED}.yaml`, text }]);
  const [only] = placed;
  if (only !== undefined && problems.length === 0) return { task: only.task, placed: only, problems: [] };
  return { task: null, placed: null, problems: problems.map(draftProblem) };
}

/** A problem of a draft, whose file has no name yet. */
export function draftProblem({ line, column, reason }: FileProblem): DraftProblem {
  return { line, column, reason };
}
