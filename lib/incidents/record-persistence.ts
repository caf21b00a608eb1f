import type { Prisma } from '#generated/prisma/client.ts';
import type { Course } from './course.ts';

/**
 * Keeps on the unresolved incident of a drift how it runs over nights. What once persisted stays persistent; what was
 * transient and is seen again is too early to tell anew.
 */
export async function recordPersistence(
  tx: Prisma.TransactionClient,
  fingerprint: string,
  course: Course,
): Promise<void> {
  const change = CHANGE[course];
  if (change === null) return;
  await tx.incident.updateMany({
    where: { fingerprint, status: { not: 'resolved' }, OR: change.from.map((persistence) => ({ persistence })) },
    data: { persistence: change.to },
  });
}

const CHANGE = {
  none: null,
  fresh: { from: ['transient'], to: null },
  transient: { from: [null], to: 'transient' },
  persistent: { from: [null, 'transient'], to: 'persistent' },
} as const satisfies Record<Course, object | null>;
