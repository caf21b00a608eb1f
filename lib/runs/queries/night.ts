import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import { type ConfirmationRef, type NightStep, servedModelView } from '#lib/contract/signals.ts';

/** What saveComparison keeps in `run.comparison`; null for runs of earlier releases. */
const storedComparison = z
  .object({
    servedModel: servedModelView.nullable(),
    warnings: z.array(z.string()),
    permutations: z.int().nullable(),
  })
  .nullable();

/** The night that a run is part of: its confirmation, and what both added to the evidence. */
export const NIGHT_PARTS_SELECT = {
  parentRunId: true,
  comparison: true,
  confirmation: { select: { id: true, status: true, verdict: true, pValue: true } },
  step: {
    select: {
      pNight: true,
      pConfirmation: true,
      pValue: true,
      eValue: true,
      cusum: true,
      alarm: true,
      reason: true,
    },
  },
} as const satisfies Prisma.RunSelect;

type NightPartsRow = Prisma.RunGetPayload<{ select: typeof NIGHT_PARTS_SELECT }>;

/** What a run's page shows of its night. */
export function toNightParts({ parentRunId, comparison, confirmation, step }: NightPartsRow) {
  const stored = storedComparison.parse(comparison);
  return {
    parentRunId,
    confirmation: toConfirmationRef(confirmation),
    step: step satisfies NightStep | null,
    servedModel: stored?.servedModel ?? null,
    warnings: stored?.warnings ?? [],
    permutations: stored?.permutations ?? null,
  };
}

/** Models and fingerprints that the gateway named in a run's answers, the one named most often first. */
export function servedTonight(comparison: Prisma.JsonValue) {
  const served = storedComparison.parse(comparison)?.servedModel;
  return { servedModels: byCount(served?.models.tonight), fingerprints: byCount(served?.fingerprints.tonight) };
}

function byCount(tally: Readonly<Record<string, number>> = {}): string[] {
  return Object.entries(tally)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
}

export function toConfirmationRef(confirmation: NightPartsRow['confirmation']): ConfirmationRef | null {
  if (confirmation === null) return null;
  const { id: runId, ...columns } = confirmation;
  return { runId, ...columns };
}
