import type { PrismaClient } from '#generated/prisma/client.ts';

/** Keeps on the run how many attempts its gate has asked for, for whoever watches; one write at a time. */
export function plannedWriter(db: PrismaClient, runId: number) {
  let noted = 0;
  let writing = Promise.resolve();
  const write = async (planned: number) => {
    if (planned < noted) return;
    const where = { id: runId, status: 'running', plannedAttempts: { not: planned } } as const;
    await db.goldenRun.updateMany({ where, data: { plannedAttempts: planned } });
  };
  return {
    note: (planned: number): void => {
      if (planned <= noted) return;
      noted = planned;
      // A number that is not written does no harm: the next one, or the next process, writes it.
      writing = writing.then(() => write(planned)).catch(() => undefined);
    },
    /** Resolves when everything noted is written. */
    written: (): Promise<void> => writing,
  };
}
