import type { Prisma } from '#generated/prisma/client.ts';
import type { Repetitions } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { sumRepetitions } from '#lib/runs/call-plan.ts';

/** What says which samples a baseline is made of. */
export const SOURCE_SELECT = {
  runId: true,
  repetitions: true,
  addedAt: true,
  leftAt: true,
  run: {
    select: {
      id: true,
      month: true,
      createdAt: true,
      night: true,
      purpose: true,
      shortRepetitions: true,
      behaviourRepetitions: true,
    },
  },
} as const satisfies Prisma.BaselineRunSelect;

export type BaselineSource = Prisma.BaselineRunGetPayload<{ select: typeof SOURCE_SELECT }>;

/** Sources that are part of their baseline at present. */
export const PRESENT = { leftAt: null } as const satisfies Prisma.BaselineRunWhereInput;

/** What a run was compared with: the sources that were part of its baseline when it ended, never the run itself. */
export async function sourcesOfComparison(
  db: Db,
  run: { id: number; baselineId: number | null; finishedAt: Date | null },
): Promise<BaselineSource[]> {
  const { id, baselineId, finishedAt: at } = run;
  if (baselineId === null) return [];
  const present = at === null ? PRESENT : { addedAt: { lte: at }, OR: [PRESENT, { leftAt: { gte: at } }] };
  return db.baselineRun.findMany({
    where: { baselineId, runId: { not: id }, ...present },
    orderBy: { runId: 'asc' },
    select: SOURCE_SELECT,
  });
}

/** The samples that `sources` lend; give it at least one. */
export function lentSamples(
  sources: readonly { repetitions: number | null; run: { id: number; month: Date } }[],
): Prisma.SampleWhereInput {
  return {
    OR: sources.map(({ repetitions, run }) => ({
      month: run.month,
      runId: run.id,
      ...(repetitions !== null && { repetition: { lt: repetitions } }),
    })),
  };
}

/** Repetitions of each prompt that `sources` were asked for and lend, by stratum. */
export function lentRepetitions(
  sources: readonly { repetitions: number | null; run: { shortRepetitions: number; behaviourRepetitions: number } }[],
): Repetitions {
  return sumRepetitions(
    sources.map(({ repetitions, run }) => ({
      shortRepetitions: Math.min(run.shortRepetitions, repetitions ?? run.shortRepetitions),
      behaviourRepetitions: Math.min(run.behaviourRepetitions, repetitions ?? run.behaviourRepetitions),
    })),
  );
}
