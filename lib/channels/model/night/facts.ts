import type { Prisma } from '#generated/prisma/client.ts';
import { type Course, courseOf } from '#lib/incidents/course.ts';
import { modelDriftFingerprint } from '#lib/incidents/fingerprint.ts';
import { invariant } from '#lib/platform/errors.ts';
import { PERSISTENT_NIGHTS } from '#lib/policy/thresholds.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';
import type { ConfirmationOutcome } from './explain.ts';

type Tx = Prisma.TransactionClient;

/** Nights looked back on: enough to see a run of PERSISTENT_NIGHTS end. */
const NIGHTS_BACK = PERSISTENT_NIGHTS + 2;

/** A judged check whose night is over. */
export interface NightFacts {
  runId: number;
  endpointId: number;
  endpointName: string;
  baselineId: number;
  scheduled: boolean;
  drifted: boolean;
  /** What the check alone says. */
  reason: string;
  pValue: number;
  confirmation: ConfirmationOutcome | null;
}

/** Reads a check for the end of its night; null when there is nothing to weigh: it was not judged, or weighed already. */
export async function loadNight(tx: Tx, checkId: number): Promise<NightFacts | null> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: checkId },
    select: {
      trigger: true,
      endpointId: true,
      endpoint: { select: { name: true } },
      baselineId: true,
      verdict: true,
      verdictReason: true,
      pValue: true,
      step: { select: { runId: true } },
      confirmation: { select: { id: true, status: true, verdict: true, pValue: true } },
    },
  });
  const { baselineId, verdict, pValue, confirmation, step } = run;
  if (step !== null || pValue === null || baselineId === null) return null;
  if (verdict !== 'drifted' && verdict !== 'stable') return null;
  const active: readonly string[] = ACTIVE_RUN_STATUSES;
  invariant(confirmation === null || !active.includes(confirmation.status), 'a night ends after its confirmation');
  return {
    runId: checkId,
    endpointId: run.endpointId,
    endpointName: run.endpoint.name,
    baselineId,
    scheduled: run.trigger === 'schedule',
    drifted: verdict === 'drifted',
    reason: run.verdictReason ?? '',
    pValue,
    confirmation: confirmation && toOutcome(confirmation),
  };
}

function toOutcome({
  id: runId,
  ...outcome
}: { id: number } & Omit<ConfirmationOutcome, 'runId'>): ConfirmationOutcome {
  return { runId, ...outcome };
}

/**
 * Where the CUSUM of a baseline stands before tonight; null where it starts: at a new baseline, after an alarm, and
 * after a person resolved the incident, since all three settle the evidence so far.
 */
export async function previousCusum(tx: Tx, { endpointId, baselineId }: NightFacts): Promise<number | null> {
  const last = await tx.sequentialStep.findFirst({
    where: { baselineId },
    orderBy: { runId: 'desc' },
    select: { cusum: true, alarm: true, at: true },
  });
  if (last === null || last.alarm) return null;
  const settled = await tx.incident.count({
    where: { fingerprint: modelDriftFingerprint(endpointId, baselineId), resolvedAt: { gt: last.at } },
  });
  return settled > 0 ? null : last.cusum;
}

/** How the drift runs over the scheduled nights against this baseline, tonight the last of them. */
export async function courseOfNights(tx: Tx, { baselineId }: NightFacts): Promise<Course> {
  const nights = await tx.run.findMany({
    where: { baselineId, purpose: 'check', trigger: 'schedule', verdict: { in: ['stable', 'drifted'] } },
    orderBy: { id: 'desc' },
    take: NIGHTS_BACK,
    select: { verdict: true, confirmation: { select: { verdict: true } } },
  });
  const drifted = nights.map((night) => night.verdict === 'drifted' && night.confirmation?.verdict !== 'stable');
  return courseOf(drifted.toReversed());
}
