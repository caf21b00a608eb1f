import { EventEmitter, once } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type { PrismaClient } from '#generated/prisma/client.ts';

export interface LostJobs {
  /** Hand these to graphile-worker: they tell which jobs are being worked on. */
  events: WorkerEvents;
  /** Ids of the jobs that the queue counts as ours but nobody here works on, at this look and at the one before. */
  find: () => Promise<string[]>;
  /** Settles when nothing is being worked on. */
  idle: () => Promise<void>;
}

/**
 * Finds jobs that the queue believes this process to work on, but that it knows nothing of: Postgres had handed them
 * out or was to delete them, and the connection broke before its answer came. Nobody else would touch them for hours.
 */
export function watchForLostJobs(db: PrismaClient): LostJobs {
  const active = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  let poolId: string | undefined;
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id;
  });
  events.on('job:start', ({ job }) => active.add(job.id));
  events.on('job:complete', ({ job }) => active.delete(job.id));
  let suspects = new Set<string>();

  return {
    events,
    find: async () => {
      if (poolId === undefined) return [];
      const held = await db.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM graphile_worker.jobs WHERE locked_by = ${poolId}`;
      const unknown = held.map(({ id }) => id).filter((id) => !active.has(id));
      const lost = unknown.filter((id) => suspects.has(id));
      suspects = new Set(unknown);
      return lost;
    },
    idle: async () => {
      while (active.size > 0) await once(events, 'job:complete');
    },
  };
}
