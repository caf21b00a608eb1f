import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { flagName } from '#lib/flagd/definition.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { flagRefOf } from '../comparison/sightings.ts';
import { decisionRefusal } from './may-decide.ts';

type Tx = Prisma.TransactionClient;

interface Claim {
  kind: 'sync' | 'reject';
  objectId: number;
  liveHash: string | null;
  /** The last decision that the person saw. */
  seenId: number | null;
}

/**
 * Holds a flag for a decision until the transaction ends.
 *
 * @returns who decides, how often it went to git before, and its incident.
 * @throws TidemarkError `not_found`; `forbidden` where no person asks; `conflict` naming whoever decided first.
 */
export async function claimFlag(tx: Tx, { actor }: Context, { kind, objectId, liveHash, seenId }: Claim) {
  const personId = personOf(actor);
  if (personId === null) throw new TidemarkError('forbidden', 'A person decides on a flag, under their name.');
  await tx.$queryRaw`SELECT id FROM drift_object WHERE id = ${objectId}::int FOR UPDATE`;
  const object = found(
    await tx.driftObject.findUnique({
      where: { id: objectId },
      include: {
        decisions: { orderBy: { id: 'desc' }, include: { decider: { select: { name: true } } } },
        occurrences: { where: { correctedAt: null }, select: { incidentId: true } },
      },
    }),
    `flag ${objectId}`,
  );
  const [latest] = object.decisions;
  const last = latest === undefined ? null : { ...latest, by: latest.decider.name, at: latest.decidedAt };
  const flag = flagName(flagRefOf(object));
  const isDrifted = object.state !== 'clean';
  const refusal = decisionRefusal({ flag, isDrifted, last, seenId, kind, liveHash });
  if (refusal !== null) throw new TidemarkError('conflict', refusal);
  return {
    personId,
    flag,
    name: object.name,
    liveHash: object.liveHash,
    syncs: object.decisions.filter((decision) => decision.kind === 'sync').length,
    incidentId: object.occurrences.find((each) => each.incidentId !== null)?.incidentId ?? null,
  };
}

/** Tells the incident of a flag what was decided. */
export async function commentDecision(
  tx: Tx,
  { now }: Context,
  claim: { personId: number; incidentId: number | null },
  body: string,
) {
  const { personId, incidentId } = claim;
  if (incidentId === null) return;
  await tx.incidentEvent.create({ data: { incidentId, at: now(), kind: 'commented', actorId: personId, body } });
}
