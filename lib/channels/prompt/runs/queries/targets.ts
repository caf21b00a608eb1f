import type { Prisma } from '#generated/prisma/client.ts';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { suiteSnapshot } from '../suite-snapshot.ts';

const TARGET_SELECT = {
  id: true,
  name: true,
  branch: true,
  nightly: true,
  syncError: true,
  suite: { select: { commitSha: true, readAt: true, content: true } },
} as const satisfies Prisma.GitRepositorySelect;

/** Repositories with the agents and models that runs can be asked for, by name. */
export async function listGoldenTargets(db: Db): Promise<{ items: GoldenTarget[] }> {
  const repositories = await db.gitRepository.findMany({ orderBy: { name: 'asc' }, select: TARGET_SELECT });
  return { items: repositories.map(toTarget) };
}

/** @throws TidemarkError `not_found`. */
export async function getGoldenTarget(db: Db, repositoryId: number): Promise<GoldenTarget> {
  const repository = await db.gitRepository.findUnique({ where: { id: repositoryId }, select: TARGET_SELECT });
  return toTarget(found(repository, `repository ${repositoryId}`));
}

function toTarget(repository: Prisma.GitRepositoryGetPayload<{ select: typeof TARGET_SELECT }>): GoldenTarget {
  const { id, name, branch, nightly, suite, syncError } = repository;
  const { agents, tasks } = suite === null ? { agents: [], tasks: [] } : suiteSnapshot.parse(suite.content);
  return {
    repository: { id, name },
    branch,
    nightly,
    agents: agents.map(({ name: agent, models }) => ({
      name: agent,
      models,
      tasks: tasks.filter((task) => task.agents.includes(agent)).length,
    })),
    readAt: suite?.readAt.toISOString() ?? null,
    commit: suite?.commitSha ?? null,
    error: syncError,
  };
}
