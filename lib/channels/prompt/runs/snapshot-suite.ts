import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#lib/platform/context.ts';
import { invariant } from '#lib/platform/errors.ts';
import { storableJson } from '#lib/runs/storable.ts';
import { readSuiteAt } from '../repository/read-suite.ts';
import type { RepositorySuite } from '../repository/types.ts';
import { taskHash } from '../task/hash.ts';
import type { SuiteSnapshot } from './suite-snapshot.ts';

/**
 * Reads a repository's own branch and keeps its agents and tasks for the pages.
 *
 * @throws TidemarkError as `readSuiteAt`.
 */
export async function readBranch(
  ctx: Pick<Context, 'db' | 'now'>,
  repositoryId: number,
  signal?: AbortSignal,
): Promise<RepositorySuite> {
  const suite = await readSuiteAt(ctx, repositoryId, { signal });
  // storableJson gives what JSON.parse does.
  const content = storableJson(snapshotOf(suite)) as Prisma.InputJsonValue;
  const kept = { commitSha: suite.commit, readAt: ctx.now(), content };
  await ctx.db.goldenSuite.upsert({
    where: { repositoryId },
    create: { repositoryId, ...kept },
    update: kept,
    select: { repositoryId: true },
  });
  return suite;
}

/** What pages show of a suite. */
function snapshotOf({ project, tasks, suite, prompts }: RepositorySuite): SuiteSnapshot {
  return {
    agents: project.agents.map(({ name, models }) => ({
      name,
      models,
      promptHash: prompts.get(name)?.promptHash ?? null,
    })),
    tasks: tasks.map((task, index) => {
      const file = suite[index];
      invariant(file, 'every task comes from a file of its own');
      const { id, title, description, agents, taskClass, tags, provenance, baselines } = task;
      const shown = { id, title, description, agents, taskClass, tags, provenance, baselines };
      return { ...shown, taskHash: taskHash(task), path: file.path, yaml: file.text };
    }),
  };
}
