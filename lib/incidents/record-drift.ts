import type { Prisma } from '#generated/prisma/client.ts';
import { recordEvent } from '#lib/events/record.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { modelDriftFingerprint } from './fingerprint.ts';

interface ModelDrift {
  runId: number;
  /** The run that asked again in the same night, however it ended. */
  confirmationRunId: number | null;
  endpointId: number;
  endpointName: string;
  baselineId: number;
  /** What check, confirmation and the nights before come to. */
  reason: string;
  /** Of the night. */
  pValue: number;
}

/**
 * Opens the incident of a drifted night, or adds the night to the unresolved incident of the same drift (same endpoint,
 * same baseline): its check and its confirmation. Writes the timeline and the outbox event in the caller's transaction.
 *
 * @returns the incident's id.
 */
export async function recordModelDrift(tx: Prisma.TransactionClient, drift: ModelDrift, at: Date): Promise<number> {
  const fingerprint = modelDriftFingerprint(drift.endpointId, drift.baselineId);
  const seen = await extendUnresolved(tx, fingerprint, at);
  const incidentId = seen ?? (await openIncident(tx, drift, fingerprint, at));
  const { runId, confirmationRunId } = drift;
  const runIds = confirmationRunId === null ? [runId] : [runId, confirmationRunId];
  await tx.incidentRun.createMany({ data: runIds.map((id) => ({ incidentId, runId: id })) });
  await tx.incidentEvent.create({
    data: {
      incidentId,
      at,
      kind: seen === null ? 'opened' : 'seen_again',
      body: drift.reason,
      data: { runId, confirmationRunId },
    },
  });
  await recordEvent(tx, {
    type: seen === null ? 'ModelDriftDetected' : 'ModelDriftSeenAgain',
    occurredAt: at,
    runId: drift.runId,
    incidentId,
    payload: {
      endpoint: drift.endpointName,
      severity: SEVERITY_RULES.model_drift.severity,
      reason: drift.reason,
      pValue: drift.pValue,
      confirmationRunId,
    },
  });
  return incidentId;
}

/** Counts the drift on its unresolved incident; null where there is none, also when it is resolved at this moment. */
async function extendUnresolved(tx: Prisma.TransactionClient, fingerprint: string, at: Date): Promise<number | null> {
  // A clock that was set back must not move "last seen" back with it.
  const [incident] = await tx.$queryRaw<{ id: number }[]>`
    UPDATE incident SET occurrences = occurrences + 1, last_seen_at = greatest(last_seen_at, ${at})
    WHERE fingerprint = ${fingerprint} AND status <> 'resolved'
    RETURNING id`;
  return incident?.id ?? null;
}

async function openIncident(
  tx: Prisma.TransactionClient,
  drift: ModelDrift,
  fingerprint: string,
  at: Date,
): Promise<number> {
  const incident = await tx.incident.create({
    data: {
      channel: 'model',
      fingerprint,
      ...SEVERITY_RULES.model_drift,
      title: `${drift.endpointName} answers differently than its baseline`,
      endpointId: drift.endpointId,
      openedAt: at,
      lastSeenAt: at,
    },
    select: { id: true },
  });
  return incident.id;
}
