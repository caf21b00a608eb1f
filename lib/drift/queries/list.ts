import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import { cursorCodec, pageOf } from '#lib/api/cursor.ts';
import { id, instant } from '#lib/contract/common.ts';
import type { DriftObjectListQuery } from '#lib/contract/drift/objects.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { Context } from '#lib/platform/context.ts';
import { escapeLike } from '#lib/platform/like.ts';
import { SEVERITIES } from '#lib/policy/severity.ts';
import { LOGGED, selectSummaries, urgency } from './select-summaries.ts';
import { toDriftObjectSummary } from './summary.ts';

/** What stands for no namespace in a query. */
const NO_NAMESPACE = '-';

const driftCursor = cursorCodec(z.tuple([z.enum([...SEVERITIES, LOGGED]), instant, id]));

/**
 * One page of objects that differ from git or once did, the most severe first, then the last seen.
 *
 * @param groups API groups that they are of; empty: any
 */
export async function listDriftObjects(
  { db, now }: Context,
  query: DriftObjectListQuery,
  groups: readonly string[] = [],
): Promise<OperationResponse<'listDriftObjects'>> {
  const ofGroups = groups.length === 0 ? [] : [Prisma.sql`api_group = ANY(${groups}::text[])`];
  const where = [...filtersOf(query), ...ofGroups, ...matching(query.q), ...after(query.cursor)];
  const rows = await selectSummaries(db, { where, limit: query.limit + 1, now: now() });
  return pageOf(rows, query.limit, toDriftObjectSummary, (row) =>
    driftCursor.encode([row.severity ?? LOGGED, row.lastSeenAt.toISOString(), row.id]),
  );
}

function filtersOf(query: DriftObjectListQuery): Prisma.Sql[] {
  const { clusterId, flagSourceId, channel, severity, namespace, kind, ignoreRuleId } = query;
  const hiddenBy = ignoreRuleId === undefined ? undefined : JSON.stringify([{ ignoredBy: ignoreRuleId }]);
  const filters = [
    clusterId !== undefined && Prisma.sql`drift_object.cluster_id = ${clusterId}::int`,
    flagSourceId !== undefined && Prisma.sql`drift_object.flag_source_id = ${flagSourceId}::int`,
    channel !== undefined && Prisma.sql`channel = ${channel}::channel`,
    severity !== undefined && Prisma.sql`last.severity = ${severity}::severity`,
    namespace !== undefined && Prisma.sql`namespace = ${namespace === NO_NAMESPACE ? '' : namespace}`,
    kind !== undefined && Prisma.sql`kind = ${kind}`,
    hiddenBy !== undefined && Prisma.sql`findings @> ${hiddenBy}::jsonb`,
    ...ofState(query.state),
  ];
  return filters.filter((filter) => filter !== false);
}

function ofState(state: DriftObjectListQuery['state']): Prisma.Sql[] {
  if (state === 'all') return [];
  return [state === 'now' ? Prisma.sql`state <> 'clean'` : Prisma.sql`state = ${state}::drift_state`];
}

/** Objects whose name, namespace or kind holds the text; all of them for empty text. */
function matching(text: string | undefined): Prisma.Sql[] {
  if (text === undefined || text === '') return [];
  const pattern = `%${escapeLike(text)}%`;
  return [
    Prisma.sql`(
      drift_object.name ILIKE ${pattern} OR namespace || '/' || drift_object.name ILIKE ${pattern} OR kind ILIKE ${pattern}
    )`,
  ];
}

function after(cursor: string | undefined): Prisma.Sql[] {
  const last = driftCursor.decode(cursor);
  if (last === undefined) return [];
  const [lastUrgency, lastSeenAt, lastId] = last;
  const seenAt = Prisma.sql`${lastSeenAt}::timestamptz`;
  return [
    Prisma.sql`(
      ${urgency} > ${lastUrgency}
      OR (${urgency} = ${lastUrgency} AND (drift_object.last_seen_at, drift_object.id) < (${seenAt}, ${lastId}::int))
    )`,
  ];
}
