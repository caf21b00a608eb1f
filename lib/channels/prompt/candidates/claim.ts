import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';

type Tx = Prisma.TransactionClient;

/** What a decision writes, besides who made it and when. */
type Decision =
  | { state: 'approved' }
  | { state: 'rejected'; decisionReason: string }
  | { state: 'merged'; decisionReason: string; mergedInto: string };

/**
 * Decides a candidate that is still pending at the revision its curator saw.
 *
 * @throws TidemarkError `not_found`; `conflict` naming whoever was first.
 */
export async function claimCandidate(
  tx: Tx,
  { actor, now }: Context,
  seen: { id: number; revision: number },
  decision: Decision,
): Promise<void> {
  const { count } = await tx.candidate.updateMany({
    where: { ...seen, state: 'pending' },
    data: { ...decision, decidedBy: personOf(actor), decidedAt: now() },
  });
  if (count === 0) throw await whyTaken(tx, seen.id);
}

/** What came between: a decision or an edit of somebody else. */
export async function whyTaken(tx: Tx, id: number): Promise<TidemarkError> {
  const row = await tx.candidate.findUnique({
    where: { id },
    include: { decider: { select: { name: true } }, editor: { select: { name: true } } },
  });
  const { state, decider, decidedAt, editor, editedAt, revision } = found(row, `candidate ${id}`);
  if (state !== 'pending') {
    const who = decider?.name ?? 'Somebody';
    return new TidemarkError('conflict', `${who} ${state} candidate ${id} at ${decidedAt?.toISOString()}.`);
  }
  if (editedAt === null) {
    const told = `Candidate ${id} was taken back into the queue since. Load it again, then decide.`;
    return new TidemarkError('conflict', told);
  }
  const who = editor?.name ?? 'Somebody';
  return new TidemarkError(
    'conflict',
    `${who} changed the draft of candidate ${id} at ${editedAt.toISOString()}; it is at revision ${revision} now. Load it again, then decide.`,
  );
}

/** How audit rows name a candidate. */
export function subjectOf(candidateId: number) {
  return { subjectType: 'candidate', subjectId: candidateId };
}
