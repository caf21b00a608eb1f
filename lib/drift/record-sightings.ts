import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { judgeLook } from './judge/judge-look.ts';
import type { Look, ObjectChange } from './judge/types.ts';
import { objectKey } from './object-key.ts';
import { lockOwner } from './store/owner.ts';
import { readKnown } from './store/read-known.ts';
import { readYardstick } from './store/read-yardstick.ts';
import { saveChanges } from './store/save.ts';
import type { DriftedObject, DriftOwner, RecordedDrift, Sightings } from './types.ts';

/** Objects that one transaction judges: some seconds of work. */
const BATCH_OBJECTS = 2_000;

/**
 * Records what one look at a cluster or a flagd saw: which objects drift, which do no more, how urgent it is, the
 * incidents and the events. Looks at the same owner wait for each other; one that comes twice changes nothing. What was not looked at is judged anew by the ignore rules and tiers of now, so that a look without
 * any object is of use, too.
 *
 * @throws TidemarkError `not_found` where the owner was removed meanwhile.
 */
export async function recordSightings(ctx: Context, sightings: Sightings): Promise<RecordedDrift> {
  const drifted = byKey(sightings.drifted);
  const batches = inBatches([...drifted.values()]);
  const recorded: RecordedDrift = { begun: 0, ended: 0, incidentIds: [] };
  for (const [index, batch] of batches.entries()) {
    const isClean: Sightings['isClean'] = (ref) =>
      index === 0 && !drifted.has(objectKey(ref)) && sightings.isClean(ref);
    const done = await inTransaction(ctx.db, (tx) => recordLook(tx, { ...sightings, drifted: batch, isClean }));
    recorded.begun += done.begun;
    recorded.ended += done.ended;
    recorded.incidentIds.push(...done.incidentIds);
  }
  return { ...recorded, incidentIds: [...new Set(recorded.incidentIds)] };
}

/** Judges anew all that differs of an owner, by the ignore rules and tiers of now, in the caller's transaction. */
export function rejudge(tx: Prisma.TransactionClient, owner: DriftOwner, at: Date): Promise<RecordedDrift> {
  return recordLook(tx, { owner, origin: 'scan', at, drifted: [], isClean: () => false });
}

async function recordLook(tx: Prisma.TransactionClient, sightings: Sightings): Promise<RecordedDrift> {
  const { owner, at, drifted } = sightings;
  const name = await lockOwner(tx, owner);
  const yardstick = await readYardstick(tx, owner, at);
  const known = await readKnown(
    tx,
    owner,
    drifted.map(({ ref }) => ({ ref, at })),
    at,
  );
  const seen = new Set(drifted.map(({ ref }) => objectKey(ref)));
  const changes: (ObjectChange | null)[] = drifted.map((object) => {
    const { ref, channel } = object;
    const look: Look = { saw: 'drift', object };
    return judgeLook({ ref, channel, known: known.get(objectKey(ref)) ?? null, look }, yardstick, sightings);
  });
  for (const [key, object] of known) {
    if (seen.has(key)) continue;
    const look: Look = { saw: sightings.isClean(object.ref) ? 'clean' : 'nothing' };
    changes.push(judgeLook({ ref: object.ref, channel: object.channel, known: object, look }, yardstick, sightings));
  }
  return saveChanges(
    tx,
    { owner, name },
    changes.filter((change) => change !== null),
  );
}

/** Objects by their key; one that was seen twice, by two sources of git, with all that was found. */
function byKey(drifted: readonly DriftedObject[]): Map<string, DriftedObject> {
  const objects = new Map<string, DriftedObject>();
  for (const object of drifted) {
    const key = objectKey(object.ref);
    const other = objects.get(key);
    objects.set(key, other === undefined ? object : { ...other, findings: [...other.findings, ...object.findings] });
  }
  return objects;
}

/** At least one batch: a look that saw nothing differ tells of what is clean. */
function inBatches(objects: readonly DriftedObject[]): DriftedObject[][] {
  const batches: DriftedObject[][] = [[]];
  for (let from = 0; from < objects.length; from += BATCH_OBJECTS) {
    batches[from / BATCH_OBJECTS] = objects.slice(from, from + BATCH_OBJECTS);
  }
  return batches;
}
