import type { Db } from '#lib/platform/db.ts';
import { suiteSnapshot } from '../suite-snapshot.ts';

interface PlannedRun {
  repositoryId: number | null;
  agent: string;
  headCommit: string | null;
}

/** The tasks that a run without results asks, by what is known of its suite. */
export interface PlannedTasks {
  /** All of them, where the suite was read last at the run's own commit; else none. */
  ids: string[];
  /** Title by id, as read last. */
  titles: ReadonlyMap<string, string>;
}

/** What is planned for a run that has no results yet, from the suite of its repository as read last. */
export async function plannedTasks(db: Db, { repositoryId, agent, headCommit }: PlannedRun): Promise<PlannedTasks> {
  const suite = repositoryId === null ? null : await db.goldenSuite.findUnique({ where: { repositoryId } });
  if (suite === null) return { ids: [], titles: new Map() };
  const { tasks } = suiteSnapshot.parse(suite.content);
  const ours = suite.commitSha === headCommit ? tasks.filter(({ agents }) => agents.includes(agent)) : [];
  return { ids: ours.map(({ id }) => id), titles: new Map(tasks.map(({ id, title }) => [id, title])) };
}
