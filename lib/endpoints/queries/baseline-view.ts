import type { Prisma } from '#generated/prisma/client.ts';
import { lentRepetitions, PRESENT, SOURCE_SELECT } from '#lib/baselines/sources.ts';
import type { BaselineView } from '#lib/contract/endpoints.ts';

/** What {@link toBaselineView} needs of a baseline. */
export const BASELINE_SELECT = {
  id: true,
  state: true,
  reason: true,
  createdAt: true,
  readyAt: true,
  endedAt: true,
  suiteVersion: { select: { number: true } },
  creator: { select: { name: true } },
  sources: { where: PRESENT, select: SOURCE_SELECT },
} as const satisfies Prisma.BaselineSelect;

export function toBaselineView(baseline: Prisma.BaselineGetPayload<{ select: typeof BASELINE_SELECT }>): BaselineView {
  return {
    id: baseline.id,
    state: baseline.state,
    repetitions: lentRepetitions(baseline.sources),
    suiteVersionNumber: baseline.suiteVersion.number,
    reason: baseline.reason,
    createdBy: baseline.creator?.name ?? null,
    createdAt: baseline.createdAt.toISOString(),
    readyAt: baseline.readyAt?.toISOString() ?? null,
    endedAt: baseline.endedAt?.toISOString() ?? null,
  };
}
