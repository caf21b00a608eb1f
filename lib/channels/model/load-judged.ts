import type { PrismaClient } from '#generated/prisma/client.ts';
import { loadJudging } from './judge/facts.ts';
import { VERDICTS } from './judge/instructions.ts';
import { judgedPrompts, type StoredOpinion } from './judge/opinions.ts';
import type { JudgedPrompt } from './types.ts';

/** What the judge said of a run that waits for its evaluation, by prompt id; null where nobody judges it. */
export async function loadJudged(db: PrismaClient, runId: number): Promise<Map<number, JudgedPrompt> | null> {
  const facts = await loadJudging(db, runId);
  if (facts === null) return null;
  const opinions = facts.stored.map(
    ({ promptId, kind, swapped, verdict, reason }): StoredOpinion => ({
      ...{ promptId, kind, swapped, reason },
      verdict: VERDICTS.find((known) => known === verdict) ?? null,
    }),
  );
  return judgedPrompts(facts.prompts, opinions);
}
