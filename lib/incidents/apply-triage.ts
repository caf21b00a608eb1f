import type { Incident, Prisma, TimelineKind } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { type AuditChanges, recordAudit } from '#lib/audit/record.ts';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import { type EventType, recordEvent } from '#lib/events/record.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { explainMeanwhile } from './meanwhile.ts';
import { getIncidentSummary } from './queries/summary.ts';
import { decideTriage, type TriageAction } from './triage.ts';

type Tx = Prisma.TransactionClient;

/** What one triage action writes, apart from the status that {@link decideTriage} gives. */
interface TriageWrite {
  data: Prisma.IncidentUncheckedUpdateManyInput;
  timeline: { kind: TimelineKind; body: string; data?: Prisma.InputJsonObject };
  /** Ends the audit sentence "Incident 7: …". */
  audit: string;
  changes?: AuditChanges;
  /** Set where the status changes: what the outbox announces. */
  event?: { type: EventType; payload: Prisma.InputJsonObject };
}

/**
 * Carries out one triage action in one transaction: the incident, its timeline, the audit log and the outbox. The
 * incident changes only if it is still as it was read.
 *
 * @param plan what to write, given the incident; may read more and throw to refuse.
 * @throws TidemarkError `not_found`, or `conflict` saying who changed the incident before.
 */
export async function applyTriage(
  ctx: Context,
  incidentId: number,
  action: TriageAction,
  plan: (incident: Incident, tx: Tx) => TriageWrite | Promise<TriageWrite>,
): Promise<IncidentSummary> {
  return inTransaction(ctx.db, async (tx) => {
    const incident = found(await tx.incident.findUnique({ where: { id: incidentId } }), `incident ${incidentId}`);
    const decision = decideTriage(action, incident.status);
    if (!decision.allowed) throw await conflict(tx, action, incidentId, decision.reason);
    const write = await plan(incident, tx);
    const { count } = await tx.incident.updateMany({
      where: { id: incidentId, status: incident.status, assigneeId: incident.assigneeId },
      data: { ...write.data, status: decision.next },
    });
    if (count === 0) throw await conflict(tx, action, incidentId, 'it changed at the same moment');
    await recordTriage(tx, ctx, incident, action, write);
    return getIncidentSummary(tx, incidentId);
  });
}

async function recordTriage(
  tx: Tx,
  ctx: Context,
  incident: Incident,
  action: TriageAction,
  { timeline, audit, changes, event }: TriageWrite,
): Promise<void> {
  const at = ctx.now();
  const actorId = personOf(ctx.actor);
  await tx.incidentEvent.create({ data: { incidentId: incident.id, at, actorId, ...timeline } });
  await recordAudit(tx, {
    actor: ctx.actor,
    action: `incident.${action}`,
    subjectType: 'incident',
    subjectId: incident.id,
    summary: `Incident ${incident.id}: ${audit}`,
    changes,
  });
  if (event === undefined) return;
  const { type, payload } = event;
  const subject = { title: incident.title, channel: incident.channel, severity: incident.severity, actorId };
  await recordEvent(tx, { type, occurredAt: at, incidentId: incident.id, payload: { ...subject, ...payload } });
}

async function conflict(tx: Tx, action: TriageAction, incidentId: number, reason: string): Promise<TidemarkError> {
  const meanwhile = await explainMeanwhile(tx, incidentId);
  return new TidemarkError('conflict', `Incident ${incidentId} was not changed (${action}): ${reason}.${meanwhile}`);
}
