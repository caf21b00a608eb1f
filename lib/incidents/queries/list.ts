import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import { cursorCodec, pageOf } from '#lib/api/cursor.ts';
import { id, instant, severity } from '#lib/contract/common.ts';
import type { IncidentListQuery } from '#lib/contract/incidents.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { escapeLike } from '#lib/platform/like.ts';
import { SEVERITIES } from '#lib/policy/severity.ts';
import { INCIDENT_SUMMARY_SELECT, toIncidentSummary } from './summary.ts';

/** Ids are 32-bit in the database; a longer number in a search is no id. */
const INCIDENT_ID = /^#?(\d{1,9})$/;

const incidentCursor = cursorCodec(z.tuple([severity, instant, id]));

/** The order of every incident list: the most urgent first, then the one seen last. */
export const URGENT_FIRST = [
  { severity: 'asc' },
  { lastSeenAt: 'desc' },
  { id: 'desc' },
] as const satisfies Prisma.IncidentOrderByWithRelationInput[];

/** Incidents somebody still has to deal with. */
export const UNRESOLVED = { status: { not: 'resolved' } } as const satisfies Prisma.IncidentWhereInput;

/** One page of incidents. `q` looks in the title and the names of what it is about, or names an incident by its id. */
export async function listIncidents(db: Db, query: IncidentListQuery): Promise<OperationResponse<'listIncidents'>> {
  const { cursor, limit, status, q, ...filters } = query;
  const incidents = await db.incident.findMany({
    where: { AND: [filters, withStatus(status), matching(q), after(cursor)] },
    orderBy: [...URGENT_FIRST],
    take: limit + 1,
    select: INCIDENT_SUMMARY_SELECT,
  });
  return pageOf(incidents, limit, toIncidentSummary, (incident) =>
    incidentCursor.encode([incident.severity, incident.lastSeenAt.toISOString(), incident.id]),
  );
}

function withStatus(status: IncidentListQuery['status']): Prisma.IncidentWhereInput {
  if (status === 'all') return {};
  return status === 'active' ? UNRESOLVED : { status };
}

/** Incidents whose title or subject contains `text`, or whose id it is; all of them for empty text. */
export function matching(text: string | undefined): Prisma.IncidentWhereInput {
  if (text === undefined || text === '') return {};
  const contains = { contains: escapeLike(text), mode: 'insensitive' } as const;
  const incidentId = INCIDENT_ID.exec(text)?.[1];
  return {
    OR: [
      { title: contains },
      { endpoint: { OR: [{ name: contains }, { model: contains }] } },
      { repository: { name: contains } },
      { cluster: { name: contains } },
      { flagSource: { name: contains } },
      ...(incidentId === undefined ? [] : [{ id: Number(incidentId) }]),
    ],
  };
}

function after(cursor: string | undefined): Prisma.IncidentWhereInput {
  const last = incidentCursor.decode(cursor);
  if (last === undefined) return {};
  const [lastSeverity, lastSeenAt, lastId] = last;
  const lessUrgent = SEVERITIES.slice(SEVERITIES.indexOf(lastSeverity) + 1);
  return {
    OR: [
      { severity: { in: lessUrgent } },
      { severity: lastSeverity, lastSeenAt: { lt: lastSeenAt } },
      { severity: lastSeverity, lastSeenAt, id: { lt: lastId } },
    ],
  };
}
