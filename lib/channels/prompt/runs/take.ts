import type { Gateway, GitRepository, PrismaClient } from '#generated/prisma/client.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { RunOrder } from './source.ts';

/** A run that is being carried out. */
export interface TakenRun extends RunOrder {
  id: number;
  repository: GitRepository & { gateway: Gateway };
  branch: string | null;
  repeat: number | null;
  budgetUsd: number | null;
  createdAt: Date;
  /** When an earlier process took it, or now. */
  startedAt: Date;
}

/** Turns a queued run to running; a running one goes on. Null for a run that has ended. */
export function takeRun(db: PrismaClient, runId: number, at: Date): Promise<TakenRun | null> {
  return inTransaction(db, async (tx) => {
    await tx.goldenRun.updateMany({
      where: { id: runId, status: 'queued' },
      data: { status: 'running', startedAt: at },
    });
    const run = await tx.goldenRun.findUnique({
      where: { id: runId, status: 'running' },
      include: { repository: { include: { gateway: true } } },
    });
    if (run === null) return null;
    const { repository, headCommit, startedAt, ...rest } = run;
    invariant(repository !== null && headCommit !== null, 'a run of the console has a repository and a commit');
    return { ...rest, repository, headCommit, startedAt: startedAt ?? at };
  });
}
