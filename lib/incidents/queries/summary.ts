import type { Prisma } from '#generated/prisma/client.ts';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

/** What {@link toIncidentSummary} needs of an incident. */
export const INCIDENT_SUMMARY_SELECT = {
  id: true,
  channel: true,
  severity: true,
  rule: true,
  title: true,
  status: true,
  endpoint: { select: { id: true, name: true, model: true, gateway: { select: { isDemo: true } } } },
  repository: { select: { id: true, name: true, gateway: { select: { isDemo: true } } } },
  cluster: { select: { id: true, name: true, isDemo: true } },
  flagSource: { select: { id: true, name: true, isDemo: true } },
  occurrences: true,
  openedAt: true,
  lastSeenAt: true,
  assignee: { select: { id: true, name: true } },
  acknowledgedAt: true,
  resolvedAt: true,
  resolution: true,
  persistence: true,
  clearedAt: true,
} as const satisfies Prisma.IncidentSelect;

type IncidentSummaryRow = Prisma.IncidentGetPayload<{ select: typeof INCIDENT_SUMMARY_SELECT }>;

export function toIncidentSummary({ endpoint, repository, ...incident }: IncidentSummaryRow): IncidentSummary {
  return {
    ...incident,
    endpoint: endpoint && {
      id: endpoint.id,
      name: endpoint.name,
      model: endpoint.model,
      isDemo: endpoint.gateway.isDemo,
    },
    repository: repository && { id: repository.id, name: repository.name, isDemo: repository.gateway.isDemo },
    openedAt: incident.openedAt.toISOString(),
    lastSeenAt: incident.lastSeenAt.toISOString(),
    acknowledgedAt: incident.acknowledgedAt?.toISOString() ?? null,
    clearedAt: incident.clearedAt?.toISOString() ?? null,
    resolvedAt: incident.resolvedAt?.toISOString() ?? null,
  };
}

/** @throws TidemarkError `not_found`. */
export async function getIncidentSummary(db: Db, incidentId: number): Promise<IncidentSummary> {
  const incident = await db.incident.findUnique({ where: { id: incidentId }, select: INCIDENT_SUMMARY_SELECT });
  return toIncidentSummary(found(incident, `incident ${incidentId}`));
}
