import type { IncidentSummary } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { isUniqueViolation } from '#lib/platform/prisma-errors.ts';
import { applyTriage } from './apply-triage.ts';

/**
 * Opens a resolved incident again; why it had been closed stays in its timeline.
 *
 * @throws TidemarkError `not_found`, or `conflict` when it is not resolved, or when a newer incident of the same drift
 *   is open, which the message links to.
 */
export async function reopenIncident(ctx: Context, incidentId: number): Promise<IncidentSummary> {
  const reopened = applyTriage(ctx, incidentId, 'reopen', ({ resolution }) => ({
    data: { resolution: null, resolutionNote: null, resolvedAt: null, acknowledgedAt: null },
    timeline: { kind: 'reopened', body: '' },
    audit: 'reopened',
    changes: { resolution: { from: resolution, to: null } },
    event: { type: 'IncidentReopened', payload: {} },
  }));
  return reopened.catch(async (error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw await sameDriftIsOpen(ctx, incidentId, error);
  });
}

async function sameDriftIsOpen({ db }: Context, incidentId: number, cause: unknown): Promise<TidemarkError> {
  const { fingerprint } = await db.incident.findUniqueOrThrow({
    where: { id: incidentId },
    select: { fingerprint: true },
  });
  const other = await db.incident.findFirst({
    where: { fingerprint, status: { not: 'resolved' } },
    select: { id: true },
  });
  const where = other === null ? '' : `: incident ${other.id} (${routes.incident(other.id)}). Continue there`;
  return new TidemarkError(
    'conflict',
    `Incident ${incidentId} was not reopened: the same drift already has an open incident${where}.`,
    { cause },
  );
}
