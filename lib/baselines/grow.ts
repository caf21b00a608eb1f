import type { Prisma } from '#generated/prisma/client.ts';
import { selfCheckLater } from '#lib/channels/model/self-check/due.ts';
import { modelDriftFingerprint } from '#lib/incidents/fingerprint.ts';
import { decideGrowth, GROWTH_REPETITIONS, type GrowthFacts } from './growth.ts';
import { lentRepetitions, PRESENT, SOURCE_SELECT } from './sources.ts';

/** A judged check that a baseline may learn from. */
interface Night extends Pick<GrowthFacts, 'scheduled' | 'verdict' | 'anyFired' | 'pValue' | 'servedModelChanged'> {
  runId: number;
  endpointId: number;
  baselineId: number;
}

/**
 * Adds an accepted night to the baseline it was judged against, see {@link decideGrowth}; call it once the night is
 * closed, holding the lock of the endpoint.
 */
export async function growBaseline(tx: Prisma.TransactionClient, night: Night, at: Date): Promise<void> {
  // Spares most checks by hand four questions; the decision would say the same.
  if (!night.scheduled) return;
  const { runId, endpointId, baselineId } = night;
  const present = { baselineId, ...PRESENT };
  const sources = await tx.baselineRun.findMany({ where: present, orderBy: { runId: 'asc' }, select: SOURCE_SELECT });
  const step = await tx.sequentialStep.findUnique({ where: { runId }, select: { alarm: true } });
  const unresolved = await tx.incident.count({
    where: { fingerprint: modelDriftFingerprint(endpointId, baselineId), status: { not: 'resolved' } },
  });
  const isAccepted = (source: (typeof sources)[number]) =>
    source.run.purpose === 'check' && source.repetitions === GROWTH_REPETITIONS;
  const founding = lentRepetitions(sources.filter((source) => !isAccepted(source)));
  const decision = decideGrowth({
    ...night,
    cusumAlarm: step?.alarm ?? false,
    hasUnresolvedIncident: unresolved > 0,
    foundingRepetitions: Math.max(founding.short, founding.behaviour),
    acceptedRunIds: sources.filter(isAccepted).map((source) => source.runId),
  });
  if (!decision.accept) return;
  await tx.baselineRun.create({ data: { baselineId, runId, repetitions: GROWTH_REPETITIONS, addedAt: at } });
  await selfCheckLater(tx, baselineId);
  if (decision.leavingRunId === null) return;
  await tx.baselineRun.update({
    where: { baselineId_runId: { baselineId, runId: decision.leavingRunId } },
    data: { leftAt: at },
  });
}
