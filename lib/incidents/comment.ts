import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { TimelineEntry } from '#lib/contract/incidents.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { TIMELINE_SELECT, toTimelineEntry } from './queries/timeline.ts';

/**
 * Adds a comment to an incident's timeline, whatever its status.
 *
 * @throws TidemarkError `not_found`.
 */
export function commentIncident(ctx: Context, incidentId: number, body: string): Promise<TimelineEntry> {
  return inTransaction(ctx.db, async (tx) => {
    found(await tx.incident.findUnique({ where: { id: incidentId }, select: { id: true } }), `incident ${incidentId}`);
    const entry = await tx.incidentEvent.create({
      data: { incidentId, at: ctx.now(), kind: 'commented', actorId: personOf(ctx.actor), body },
      select: TIMELINE_SELECT,
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'incident.comment',
      subjectType: 'incident',
      subjectId: incidentId,
      summary: `Incident ${incidentId}: commented`,
    });
    return toTimelineEntry(entry);
  });
}
