import type { Prisma } from '#generated/prisma/client.ts';
import { clearIncidents } from '../incidents/clear.ts';
import { joinIncidents, retitle } from '../incidents/join.ts';
import type { ObjectChange } from '../judge/types.ts';
import type { DriftOwner, RecordedDrift } from '../types.ts';
import { writeObjects } from './write-objects.ts';
import { writeOccurrences } from './write-occurrences.ts';

/** Writes what becomes of objects with all that follows from it: occurrences, incidents, timelines, events. */
export async function saveChanges(
  tx: Prisma.TransactionClient,
  owner: { owner: DriftOwner; name: string },
  changes: readonly ObjectChange[],
): Promise<RecordedDrift> {
  if (changes.length === 0) return { begun: 0, ended: 0, incidentIds: [] };
  const written = await writeObjects(tx, owner.owner, changes);
  const { incidents, ofObject } = await joinIncidents(tx, owner, written);
  await writeOccurrences(tx, written, ofObject);
  await retitle(tx, incidents, owner.name);
  await clearIncidents(tx, owner, written, ofObject);
  const kinds = written.map(({ occurrence }) => occurrence?.kind);
  return {
    begun: kinds.filter((kind) => kind === 'begin').length,
    ended: kinds.filter((kind) => kind === 'end').length,
    incidentIds: incidents.map(({ incidentId }) => incidentId),
  };
}
