import { z } from 'zod';
import type { DraftProblem } from '#lib/contract/candidates.ts';
import type { Db } from '#lib/platform/db.ts';
import { suiteSnapshot } from '../runs/suite-snapshot.ts';
import type { PlacedTask } from '../task/parse.ts';
import { checkDraft } from './draft.ts';

const { agents, tasks } = suiteSnapshot.shape;

/** As much of a suite as was read last as a new task has to fit to. */
const neighbours = z.object({
  agents: z.array(agents.element.pick({ name: true })),
  tasks: z.array(tasks.element.pick({ id: true, path: true })),
});

type Neighbours = z.infer<typeof neighbours>;

interface Draft {
  repositoryId: number;
  text: string;
  /** Task whose file the text is an edit of; a new task when left out. */
  edits?: string | undefined;
}

/** What is wrong with a draft, by its text and beside the suite as it was read last; approving asks git itself. */
export async function problemsOfDraft(db: Db, { repositoryId, text, edits }: Draft): Promise<DraftProblem[]> {
  const checked = checkDraft(text);
  if (checked.placed === null) return checked.problems;
  const row = await db.goldenSuite.findUnique({ where: { repositoryId }, select: { content: true } });
  const suite = neighbours.safeParse(row?.content).data;
  return suite === undefined ? [] : misfits(checked.placed, suite, edits);
}

/** Why a sound task does not fit into a suite: its id is another task's, or the repository lacks its agents. */
export function misfits({ task, locate }: PlacedTask, suite: Neighbours, edits?: string): DraftProblem[] {
  const names = suite.agents.map(({ name }) => name);
  const problems = task.agents.flatMap((name, index): DraftProblem[] => {
    if (names.includes(name)) return [];
    const reason = `the repository has no agent "${name}"; it has ${names.join(', ')}`;
    return [{ ...locate(['agents', index]), reason }];
  });
  const taken = suite.tasks.find(({ id }) => id === task.id && id !== edits);
  if (taken === undefined) return problems;
  const reason = `there is a task ${task.id} already, in ${taken.path}; choose another id`;
  return [{ ...locate(['id']), reason }, ...problems];
}
