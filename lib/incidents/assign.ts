import type { Prisma } from '#generated/prisma/client.ts';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { applyTriage } from './apply-triage.ts';

/**
 * Gives an unresolved incident to a person, or to nobody.
 *
 * @throws TidemarkError `not_found`; `invalid_input` when there is no such person or they were disabled; `conflict` when
 *   the incident is resolved or somebody else assigned it at the same moment.
 */
export function assignIncident(ctx: Context, incidentId: number, assigneeId: number | null): Promise<IncidentSummary> {
  return applyTriage(ctx, incidentId, 'assign', async (incident, tx) => {
    const name = assigneeId === null ? 'nobody' : await nameOf(tx, assigneeId);
    return {
      data: { assigneeId },
      timeline: { kind: 'assigned', body: `To ${name}`, data: { assigneeId } },
      audit: `assigned to ${name}`,
      changes: { assigneeId: { from: incident.assigneeId, to: assigneeId } },
    };
  });
}

async function nameOf(tx: Prisma.TransactionClient, userId: number): Promise<string> {
  const user = await tx.user.findFirst({ where: { id: userId, disabledAt: null }, select: { name: true } });
  if (user !== null) return user.name;
  throw new TidemarkError('invalid_input', `There is no active person ${userId} to give the incident to.`, {
    issues: [{ path: 'assigneeId', message: 'is not an active person' }],
  });
}
