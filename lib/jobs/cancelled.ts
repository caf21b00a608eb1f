import type { Db } from '#lib/platform/db.ts';

/** Channel on which workers hear of what was cancelled; the payload is its key. */
export const CANCELLED_CHANNEL = 'tidemark_cancelled';

/** What can be cancelled while a worker is at it: a run of the canary suite or of a golden one, or a comparison of a cluster. */
export interface Cancellable {
  kind: 'run' | 'golden-run' | 'cluster-scan';
  id: number;
}

export function cancelKey({ kind, id }: Cancellable): string {
  return `${kind}:${id}`;
}

/** Tells every worker, once the transaction has committed, to abort what it does for `cancelled`. */
export async function announceCancelled(tx: Db, cancelled: Cancellable): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CANCELLED_CHANNEL}, ${cancelKey(cancelled)})`;
}
