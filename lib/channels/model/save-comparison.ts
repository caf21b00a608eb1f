import type { Prisma } from '#generated/prisma/client.ts';
import type { EvaluationFacts } from './load-evaluation.ts';
import type { Comparison } from './types.ts';

/** Prompts kept with each signal; the matrix of the run has them all. */
const KEPT_MOVERS = 10;

/** Ends the run with its verdict. Returns false, having written nothing, when somebody else already did. */
export async function saveComparison(
  tx: Prisma.TransactionClient,
  { runId, baselineId }: EvaluationFacts,
  comparison: Comparison<number>,
  finishedAt: Date,
): Promise<boolean> {
  const { servedModel, warnings, permutations, seed } = comparison;
  const { count } = await tx.run.updateMany({
    where: { id: runId, status: 'evaluating' },
    data: {
      status: 'finished',
      verdict: comparison.verdict,
      verdictReason: comparison.reason,
      pValue: comparison.pValue,
      comparison: toJson({ servedModel, warnings, permutations, seed }),
      baselineId,
      finishedAt,
    },
  });
  if (count === 0) return false;
  await tx.signal.createMany({
    data: comparison.signals.map(({ kind: _, unit, unmeasured, detail, movers, ...signal }) => ({
      runId,
      ...signal,
      detail: toJson({ ...detail, unit, unmeasured, movers: movers.slice(0, KEPT_MOVERS) }),
    })),
  });
  await tx.promptComparison.createMany({
    data: comparison.prompts.map(({ signals, ...prompt }) => ({ runId, ...prompt, signals: toJson(signals) })),
  });
  return true;
}

/** Plain data as JSON; Prisma's type wants index signatures that interfaces do not have. */
function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}
