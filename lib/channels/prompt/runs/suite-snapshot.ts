import { z } from 'zod';
import { goldenTask } from '../task/format.ts';

const { id, title, description, agents, taskClass, tags, provenance, baselines } = goldenTask.shape;

/** What pages show of a task without asking git. */
const snapshotTask = z.object({
  id,
  title,
  description,
  agents,
  taskClass,
  tags,
  provenance,
  baselines,
  taskHash: z.string(),
  /** From the top of the repository. */
  path: z.string(),
  yaml: z.string(),
});

/** The agents and tasks of a repository as read last (column `content` of `golden_suite`). */
export const suiteSnapshot = z.object({
  agents: z.array(
    z.object({
      name: z.string(),
      models: z.array(z.string()),
      /** Of its prompt as read; null in what was read before it was kept. */
      promptHash: z.string().nullable().default(null),
    }),
  ),
  tasks: z.array(snapshotTask),
});

export type SuiteSnapshot = z.infer<typeof suiteSnapshot>;
export type SnapshotTask = z.infer<typeof snapshotTask>;
