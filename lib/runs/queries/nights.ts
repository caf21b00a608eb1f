import type { Prisma } from '#generated/prisma/client.ts';
import type { EndpointNight } from '#lib/contract/endpoints.ts';
import { invariant } from '#lib/platform/errors.ts';
import { RUN_DELTA_SELECT } from './summary.ts';

/** Runs that stand as points on a history chart. */
export const EVALUATED_CHECK = { purpose: 'check', status: 'finished' } as const satisfies Prisma.RunWhereInput;

/** What {@link toNight} needs of an evaluated check. */
export const NIGHT_SELECT = {
  id: true,
  finishedAt: true,
  verdict: true,
  ...RUN_DELTA_SELECT,
} as const satisfies Prisma.RunSelect;

export function toNight(run: Prisma.RunGetPayload<{ select: typeof NIGHT_SELECT }>): EndpointNight {
  invariant(run.finishedAt !== null && run.verdict !== null, `finished run ${run.id} has an end and a verdict`);
  return {
    runId: run.id,
    at: run.finishedAt.toISOString(),
    verdict: run.verdict,
    deltaRate: run.signals[0]?.value ?? null,
    noiseRate: run.signals[0]?.noise ?? null,
    incidentId: run.incidents[0]?.incidentId ?? null,
  };
}
