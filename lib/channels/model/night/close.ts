import type { Prisma } from '#generated/prisma/client.ts';
import { modelDriftFingerprint } from '#lib/incidents/fingerprint.ts';
import { recordModelDrift } from '#lib/incidents/record-drift.ts';
import { recordNotSeen } from '#lib/incidents/record-not-seen.ts';
import { recordPersistence } from '#lib/incidents/record-persistence.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { type JudgedRun, type NightDecision, weighNight } from '../sequential/night.ts';
import { type NightAction, nightAction } from './action.ts';
import { type ConfirmationOutcome, explainCourse, explainNight } from './explain.ts';
import { courseOfNights, loadNight, type NightFacts, previousCusum } from './facts.ts';

type Tx = Prisma.TransactionClient;

/**
 * Ends the night of a judged check, once its confirmation, if it asked for one, has ended in whatever way: weighs both,
 * steps the CUSUM and decides on the incident. Does nothing for a check that was not judged or whose night has ended.
 *
 * The caller holds the lock of the endpoint (`lockEndpoint`), so that no two nights of it interleave.
 */
export async function closeNight(tx: Tx, checkId: number, at: Date): Promise<void> {
  const night = await loadNight(tx, checkId);
  if (night === null) return;
  const { scheduled, drifted, pValue } = night;
  const confirmation = judged(night.confirmation);
  const decision = weighNight({
    previousCusum: await previousCusum(tx, night),
    check: { pValue, drifted },
    confirmation,
    steps: scheduled,
  });
  const reason = explainNight({ drifted, scheduled, confirmation: night.confirmation, decision });
  await saveStep(tx, night, { confirmation, decision, reason }, at);
  const action = nightAction({
    drifted,
    confirmed: confirmation?.drifted ?? null,
    decision,
    isIncidentOpen: await isIncidentOpen(tx, night),
  });
  const course = scheduled ? await courseOfNights(tx, night) : 'none';
  const story = [night.reason, reason, explainCourse(course)].filter((part) => part !== '').join(' ');
  await recordAction(tx, night, { action, story, pValue: decision.pValue }, at);
  await recordPersistence(tx, fingerprintOf(night), course);
}

interface Weighed {
  confirmation: JudgedRun | null;
  decision: NightDecision;
  reason: string;
}

function saveStep(tx: Tx, night: NightFacts, { confirmation, decision, reason }: Weighed, at: Date) {
  return tx.sequentialStep.create({
    data: {
      runId: night.runId,
      baselineId: night.baselineId,
      pNight: night.pValue,
      confirmationRunId: confirmation === null ? null : night.confirmation?.runId,
      pConfirmation: confirmation?.pValue,
      pValue: decision.pValue,
      eValue: decision.eValue,
      cusum: decision.cusum,
      alarm: decision.alarm,
      reason,
      at,
    },
    select: { runId: true },
  });
}

interface Told {
  action: NightAction;
  story: string;
  pValue: number;
}

async function recordAction(tx: Tx, night: NightFacts, { action, story, pValue }: Told, at: Date): Promise<void> {
  const { runId, endpointId, endpointName, baselineId, confirmation } = night;
  switch (action) {
    case 'seen': {
      const confirmationRunId = confirmation?.runId ?? null;
      const drift = { runId, confirmationRunId, endpointId, endpointName, baselineId, reason: story, pValue };
      await recordModelDrift(tx, drift, at);
      return;
    }
    case 'not_seen':
      return recordNotSeen(tx, { of: { channel: 'model', endpointId }, reason: story, data: { runId } }, at);
    case 'nothing':
      return;
    default:
      return assertNever(action);
  }
}

/** A confirmation that could be judged; null for any other. */
function judged(confirmation: ConfirmationOutcome | null): JudgedRun | null {
  if (confirmation === null || confirmation.pValue === null) return null;
  const { verdict, pValue } = confirmation;
  return verdict === 'drifted' || verdict === 'stable' ? { pValue, drifted: verdict === 'drifted' } : null;
}

function fingerprintOf({ endpointId, baselineId }: NightFacts): string {
  return modelDriftFingerprint(endpointId, baselineId);
}

async function isIncidentOpen(tx: Tx, night: NightFacts): Promise<boolean> {
  const where = { fingerprint: fingerprintOf(night), status: { not: 'resolved' } } as const;
  return (await tx.incident.count({ where })) > 0;
}
