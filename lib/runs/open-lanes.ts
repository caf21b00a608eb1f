import { enqueue, jobKeys } from '#lib/jobs/enqueue.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';

/** Turns a queued run to sampling and adds the first job of each lane. A run that is no longer queued is left alone. */
export async function openLanes({ db, now }: Pick<Context, 'db' | 'now'>, runId: number): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [run] = await tx.run.updateManyAndReturn({
      where: { id: runId, status: 'queued' },
      data: { status: 'sampling', startedAt: now() },
      select: { lanes: true },
    });
    if (run === undefined) return;
    for (let lane = 0; lane < run.lanes; lane++) {
      await enqueue(tx, 'canary.sample', { runId, position: lane, attempt: 1 }, { key: jobKeys.sample(runId, lane) });
    }
  });
}
