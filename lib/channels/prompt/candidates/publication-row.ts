import type { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { idOf } from './plan-publication.ts';
import type { PublicationFacts } from './pull-request.ts';

const WITH_CANDIDATE = {
  candidate: { include: { source: { include: { repository: true } } } },
} as const satisfies Prisma.PublicationInclude;

/** A publication with what it is made of. */
export async function loadPublication(db: Db, candidateId: number) {
  const row = await db.publication.findUnique({ where: { candidateId }, include: WITH_CANDIDATE });
  return row === null ? null : { ...row, repository: row.candidate.source.repository };
}

export type PublicationRow = NonNullable<Awaited<ReturnType<typeof loadPublication>>>;

/** What commit and pull request say of it. */
export function publicationFacts({
  candidateId,
  branch,
  path,
  authorName,
  candidate,
}: PublicationRow): PublicationFacts {
  const { evaluator, score, traceUrl, mergedInto, decidedAt } = candidate;
  invariant(decidedAt, 'a candidate with a publication is decided');
  return {
    candidateId,
    mergedInto,
    taskId: idOf(path),
    branch,
    path,
    evaluator,
    score,
    traceUrl,
    approvedBy: authorName,
    approvedAt: decidedAt,
  };
}
