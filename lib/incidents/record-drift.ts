import type { Prisma } from '#generated/prisma/client.ts';
import { recordEvent } from '#lib/events/record.ts';
import { invariant } from '#lib/platform/errors.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { modelDriftFingerprint } from './fingerprint.ts';

interface ModelDrift {
  runId: number;
  endpointId: number;
  endpointName: string;
  baselineId: number | null;
  reason: string;
  pValue: number | null;
}

/**
 * Opens the incident of a drifted run, or adds the run to the unresolved incident of the same drift (same endpoint,
 * same baseline). Writes the timeline and the outbox event in the caller's transaction.
 *
 * @returns the incident's id.
 */
export async function recordModelDrift(tx: Prisma.TransactionClient, drift: ModelDrift, at: Date): Promise<number> {
  invariant(drift.baselineId !== null, 'a drifted run was compared with a baseline');
  const fingerprint = modelDriftFingerprint(drift.endpointId, drift.baselineId);
  const seen = await extendUnresolved(tx, fingerprint, at);
  const incidentId = seen ?? (await openIncident(tx, drift, fingerprint, at));
  await tx.incidentRun.create({ data: { incidentId, runId: drift.runId } });
  await tx.incidentEvent.create({
    data: {
      incidentId,
      at,
      kind: seen === null ? 'opened' : 'seen_again',
      body: drift.reason,
      data: { runId: drift.runId },
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
