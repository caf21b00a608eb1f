import type { PrismaClient } from '#generated/prisma/client.ts';
import type { DriftOwner } from '../drift/types.ts';

/** What is on record of the drift of a cluster or a flagd, as a person would tell it. */
export interface OnRecord {
  /** State by `Kind/name`. */
  states: Record<string, string>;
  /** Objects whose drift goes on, and those whose drift is over. */
  open: string[];
  over: string[];
  /** `severity title` of each incident, with `(cleared)` where nothing of it differs any more. */
  incidents: string[];
}

export async function onRecord(db: PrismaClient, owner: DriftOwner): Promise<OnRecord> {
  const objects = await db.driftObject.findMany({ where: owner, include: { occurrences: true } });
  const incidents = await db.incident.findMany({ where: owner });
  const named = objects
    .map((object) => ({ ...object, called: `${object.kind}/${object.name}` }))
    .toSorted((one, other) => one.called.localeCompare(other.called));
  const having = (isOver: boolean) =>
    named.flatMap(({ called, occurrences }) =>
      occurrences.flatMap(({ correctedAt }) => ((correctedAt !== null) === isOver ? [called] : [])),
    );
  return {
    states: Object.fromEntries(named.map(({ called, state }) => [called, state])),
    open: having(false),
    over: having(true),
    incidents: incidents
      .map(({ severity, title, clearedAt }) => `${severity} ${title}${clearedAt === null ? '' : ' (cleared)'}`)
      .toSorted(),
  };
}
