import type { Prisma } from '#generated/prisma/client.ts';
import { flagName } from '#lib/flagd/definition.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { flagRefOf } from '../comparison/sightings.ts';
import type { SyncFacts } from './words.ts';

const INCLUDE = {
  decider: { select: { name: true, email: true } },
  object: { include: { flagSource: { include: { source: true } } } },
} as const satisfies Prisma.FlagDecisionInclude;

/** A decision that brings a flag to git, with what it is made of; null where it is none. */
export async function loadSync(db: Db, id: number) {
  const row = await db.flagDecision.findUnique({ where: { id }, include: INCLUDE });
  if (row === null || row.kind !== 'sync') return null;
  const { state, branch, baseCommit, path, content, object } = row;
  const { flagSource } = object;
  invariant(state !== null && branch !== null && baseCommit !== null, 'a flag goes to git on a branch');
  invariant(path !== null && content !== null, 'a flag goes to git in a file');
  invariant(flagSource !== null, 'a flag belongs to a flagd');
  return { ...row, state, branch, baseCommit, path, content, flagSource, source: flagSource.source };
}

export type SyncRow = NonNullable<Awaited<ReturnType<typeof loadSync>>>;

/** What commit and pull request say of it. */
export function factsOf({
  id,
  branch,
  path,
  reason,
  decidedAt,
  decider,
  liveHash,
  object,
  flagSource,
}: SyncRow): SyncFacts {
  return {
    decisionId: id,
    flag: flagName(flagRefOf(object)),
    isRemoval: liveHash === null,
    flagd: flagSource.name,
    branch,
    path,
    reason,
    decidedBy: nameOf(decider),
    decidedAt,
  };
}

/** Whom a commit is by. */
export function nameOf({ name, email }: { name: string; email: string }): string {
  return name.trim() || email;
}
