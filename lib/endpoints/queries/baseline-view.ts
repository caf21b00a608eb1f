import type { Prisma } from '#generated/prisma/client.ts';
import type { BaselineView } from '#lib/contract/endpoints.ts';
import { sumRepetitions } from '#lib/runs/call-plan.ts';

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
  sources: { select: { run: { select: { shortRepetitions: true, behaviourRepetitions: true } } } },
} as const satisfies Prisma.BaselineSelect;

export function toBaselineView(baseline: Prisma.BaselineGetPayload<{ select: typeof BASELINE_SELECT }>): BaselineView {
  return {
    id: baseline.id,
    state: baseline.state,
    repetitions: sumRepetitions(baseline.sources.map((source) => source.run)),
    suiteVersionNumber: baseline.suiteVersion.number,
    reason: baseline.reason,
    createdBy: baseline.creator?.name ?? null,
    createdAt: baseline.createdAt.toISOString(),
    readyAt: baseline.readyAt?.toISOString() ?? null,
    endedAt: baseline.endedAt?.toISOString() ?? null,
  };
}
