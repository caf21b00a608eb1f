import type { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { PRESENT, SOURCE_SELECT } from './sources.ts';

const BASELINE_SELECT = {
  id: true,
  suiteVersionId: true,
  normaliserVersion: true,
  encoderId: true,
  judgeId: true,
  sources: { where: PRESENT, orderBy: { runId: 'asc' }, select: SOURCE_SELECT },
} as const satisfies Prisma.BaselineSelect;

/** A baseline with what says whether it can be compared with (fit.ts) and the samples it is made of at present. */
export type ComparableBaseline = Prisma.BaselineGetPayload<{ select: typeof BASELINE_SELECT }>;

/** The baseline in force for a check; that of its check for a confirmation. Null when there is none. */
export async function baselineOfRun(
  db: Db,
  { endpointId, parent }: { endpointId: number; parent: { baselineId: number | null } | null },
): Promise<ComparableBaseline | null> {
  if (parent === null) {
    return db.baseline.findFirst({ where: { endpointId, state: 'ready' }, select: BASELINE_SELECT });
  }
  const id = parent.baselineId;
  return id === null ? null : db.baseline.findUnique({ where: { id }, select: BASELINE_SELECT });
}
