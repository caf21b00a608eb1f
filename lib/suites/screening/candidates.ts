import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** Key of the suite that the candidate prompts are published under; no endpoint is checked with it. */
export const CANDIDATE_SUITE = 'candidates';

/**
 * The newest version of the candidate prompts.
 *
 * @throws TidemarkError `not_found` when they were never published.
 */
export async function candidateVersion(db: Db): Promise<{ id: number; promptCount: number }> {
  const version = await db.suiteVersion.findFirst({
    where: { suite: { key: CANDIDATE_SUITE }, retiredAt: null },
    orderBy: { number: 'desc' },
    select: { id: true, _count: { select: { prompts: true } } },
  });
  if (version !== null) return { id: version.id, promptCount: version._count.prompts };
  throw new TidemarkError(
    'not_found',
    'There are no candidate prompts. Publish them with `tidemark suite publish suites/candidates`.',
  );
}
