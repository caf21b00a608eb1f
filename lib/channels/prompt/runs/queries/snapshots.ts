import type { Db } from '#lib/platform/db.ts';
import { type SnapshotTask, suiteSnapshot } from '../suite-snapshot.ts';
import type { NightFilter } from './nights.ts';

/** A task of a suite as read last. */
export interface RepositoryTask extends Omit<SnapshotTask, 'id'> {
  taskId: string;
  repository: { id: number; name: string };
  commit: string;
  /** Hash of the prompt of each agent as read with it. */
  prompts: ReadonlyMap<string, string | null>;
}

/** The tasks of every suite as read last. */
export async function readSnapshots(
  db: Db,
  { repository, agent, model, taskId }: NightFilter,
): Promise<RepositoryTask[]> {
  const suites = await db.goldenSuite.findMany({
    where: repository === undefined ? {} : { repository: { name: repository } },
    include: { repository: { select: { id: true, name: true } } },
  });
  return suites.flatMap((suite) => {
    const { agents, tasks } = suiteSnapshot.parse(suite.content);
    const asked = agents.filter(
      ({ name, models }) => (agent === undefined || name === agent) && (model === undefined || models.includes(model)),
    );
    const names = asked.map(({ name }) => name);
    const isFiltered = agent !== undefined || model !== undefined;
    return tasks
      .filter((task) => taskId === undefined || task.id === taskId)
      .filter((task) => !isFiltered || task.agents.some((name) => names.includes(name)))
      .map(({ id, ...task }) => ({
        ...task,
        taskId: id,
        repository: suite.repository,
        commit: suite.commitSha,
        prompts: new Map(agents.map(({ name, promptHash }) => [name, promptHash])),
      }));
  });
}
