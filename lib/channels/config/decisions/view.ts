import type { Prisma } from '#generated/prisma/client.ts';
import type { FlagDecisionView } from '#lib/contract/drift/flags.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

/** What a view of a decision needs. */
export const DECISION_INCLUDE = {
  decider: { select: { id: true, name: true } },
  object: { select: { liveHash: true, state: true } },
} as const satisfies Prisma.FlagDecisionInclude;

type Row = Prisma.FlagDecisionGetPayload<{ include: typeof DECISION_INCLUDE }>;

/** @throws TidemarkError `not_found`. */
export async function getDecision(db: Db, id: number): Promise<FlagDecisionView> {
  const row = await db.flagDecision.findUnique({ where: { id }, include: DECISION_INCLUDE });
  return toDecisionView(found(row, `decision ${id}`));
}

/** A decision as people see it; it is current while the live side is the one that it was about. */
export function toDecisionView(row: Row): FlagDecisionView {
  const { id, kind, reason, state, branch, commitSha, pullRequestUrl, pullRequestNumber, lastError } = row;
  const { decider, decidedAt, object, liveHash } = row;
  return {
    ...{ id, kind, reason, state, branch, commitSha, pullRequestUrl, pullRequestNumber, lastError },
    decidedBy: decider,
    decidedAt: decidedAt.toISOString(),
    isCurrent: object.state !== 'clean' && object.liveHash === liveHash,
  };
}
