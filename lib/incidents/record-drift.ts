import type { Prisma } from '#generated/prisma/client.ts';
import { recordEvent } from '#lib/events/record.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { modelDriftFingerprint } from './fingerprint.ts';
import { recordSeen } from './record-seen.ts';

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
  const { runId, confirmationRunId, endpointId, endpointName, reason } = drift;
  const { incidentId, isNew } = await recordSeen(
    tx,
    {
      channel: 'model',
      fingerprint: modelDriftFingerprint(endpointId, drift.baselineId),
      severityRule: SEVERITY_RULES.model_drift,
      title: `${endpointName} answers differently than its baseline`,
      subject: { endpointId },
      reason,
      data: { runId, confirmationRunId },
    },
    at,
  );
  const runIds = confirmationRunId === null ? [runId] : [runId, confirmationRunId];
  await tx.incidentRun.createMany({ data: runIds.map((id) => ({ incidentId, runId: id })) });
  await recordEvent(tx, {
    type: isNew ? 'ModelDriftDetected' : 'ModelDriftSeenAgain',
    occurredAt: at,
    runId,
    incidentId,
    payload: {
      endpoint: endpointName,
      severity: SEVERITY_RULES.model_drift.severity,
      reason,
      pValue: drift.pValue,
      confirmationRunId,
    },
  });
  return incidentId;
}
