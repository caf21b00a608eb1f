import { type DriftOccurrence, Prisma } from '#generated/prisma/client.ts';
import type { DriftObjectDetail, OccurrenceView } from '#lib/contract/drift/objects.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { storedFindings } from '../stored-findings.ts';
import { fileUrls } from './file-urls.ts';
import { selectSummaries } from './select-summaries.ts';
import { seenAt, toDriftObjectSummary } from './summary.ts';

/** Occurrences that an object's history shows, the newest first. */
const SHOWN_OCCURRENCES = 100;

/**
 * One object with both sides, its differences and its history.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getDriftObject(ctx: Pick<Context, 'db' | 'now'>, objectId: number): Promise<DriftObjectDetail> {
  const [detail] = await driftObjectDetails(ctx.db, [objectId], { now: ctx.now(), occurrences: SHOWN_OCCURRENCES });
  return found(detail, `drifting object ${objectId}`);
}

/** Objects as {@link getDriftObject} shows them, in the order of their ids as given; unknown ones are left out. */
export async function driftObjectDetails(
  db: Db,
  ids: readonly number[],
  { now, occurrences }: { now: Date; occurrences: number },
): Promise<DriftObjectDetail[]> {
  const where = [Prisma.sql`drift_object.id = ANY (${[...ids]}::int[])`];
  const [rows, objects] = await Promise.all([
    selectSummaries(db, { where, limit: ids.length, now }),
    db.driftObject.findMany({
      where: { id: { in: [...ids] } },
      select: { ...SIDES, occurrences: { orderBy: [{ firstSeenAt: 'desc' }, { id: 'desc' }], take: occurrences } },
    }),
  ]);
  const objectOf = new Map(objects.map((object) => [object.id, object]));
  const urls = await fileUrls(db, objects);
  const details = rows.map((row): DriftObjectDetail => {
    const object = objectOf.get(row.id);
    invariant(object, 'objects are never removed while they are shown');
    const { expected, live, expectedHash, liveHash, source } = object;
    return {
      ...toDriftObjectSummary(row),
      ...{ expected, live, expectedHash, liveHash, source },
      fileUrl: urls.get(row.id) ?? null,
      details: storedFindings(object.findings),
      history: object.occurrences.map((occurrence) => toOccurrenceView(occurrence, row.confirmedAt)),
    };
  });
  return details.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

const SIDES = {
  id: true,
  clusterId: true,
  flagSourceId: true,
  expected: true,
  live: true,
  expectedHash: true,
  liveHash: true,
  source: true,
  commitSha: true,
  file: true,
  findings: true,
} as const satisfies Prisma.DriftObjectSelect;

function toOccurrenceView(
  { objectId: _objectId, ...occurrence }: DriftOccurrence,
  confirmedAt: Date | null,
): OccurrenceView {
  const { correctedAt } = occurrence;
  return {
    ...occurrence,
    findings: storedFindings(occurrence.findings),
    firstSeenAt: occurrence.firstSeenAt.toISOString(),
    lastSeenAt: seenAt(occurrence.lastSeenAt, correctedAt === null ? confirmedAt : null),
    correctedAt: correctedAt?.toISOString() ?? null,
  };
}
