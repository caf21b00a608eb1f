import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { judgeCorrection } from './judge/judge-correction.ts';
import { objectKey } from './object-key.ts';
import { lockOwner } from './store/owner.ts';
import { readKnown } from './store/read-known.ts';
import { readYardstick } from './store/read-yardstick.ts';
import { saveChanges } from './store/save.ts';
import type { FluxCorrection } from './types.ts';

/**
 * Records what Flux said it did to objects that were not as git says: drift of their own, or its word on drift that is
 * known already. The same word twice, by notification and by Event, counts once.
 *
 * @throws TidemarkError `not_found` where the cluster was removed meanwhile.
 */
export async function recordCorrections(ctx: Context, corrections: readonly FluxCorrection[]): Promise<void> {
  const inOrder = corrections.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const ofCluster = Map.groupBy(inOrder, ({ clusterId }) => clusterId);
  for (const [clusterId, ofOne] of ofCluster) {
    await inTransaction(ctx.db, async (tx) => {
      for (const round of rounds(ofOne)) await recordRound(tx, clusterId, round);
    });
  }
}

async function recordRound(tx: Prisma.TransactionClient, clusterId: number, round: readonly FluxCorrection[]) {
  const owner = { clusterId };
  const name = await lockOwner(tx, owner);
  const [first] = round;
  if (first === undefined) return;
  const yardstick = await readYardstick(tx, owner, first.at);
  const known = await readKnown(tx, owner, round, null);
  const changes = round.flatMap(
    (correction) => judgeCorrection(correction, known.get(objectKey(correction.ref)) ?? null, yardstick) ?? [],
  );
  await saveChanges(tx, { owner, name }, changes);
}

/** Corrections in rounds of one for each object, since each changes what the next one of its object finds. */
function rounds(corrections: readonly FluxCorrection[]): FluxCorrection[][] {
  const perObject = [...Map.groupBy(corrections, ({ ref }) => objectKey(ref)).values()];
  const longest = Math.max(0, ...perObject.map((ofOne) => ofOne.length));
  return Array.from({ length: longest }, (_, index) => perObject.flatMap((ofOne) => ofOne[index] ?? []));
}
