import type { Prisma, PrismaClient, RunPurpose } from '#generated/prisma/client.ts';
import { invariant } from '#lib/platform/errors.ts';
import { NORMALISER_VERSION } from './canonicalise.ts';
import type { AnswerHashes, Comparison, PromptAnswers } from './types.ts';

/** A sampled run with the answers on both sides. */
export interface EvaluationFacts {
  runId: number;
  /** Partition of the run's samples. */
  month: Date;
  purpose: RunPurpose;
  endpointId: number;
  endpointName: string;
  /** The ready baseline of this suite version and normaliser; null when there is none. */
  baselineId: number | null;
  answers: PromptAnswers<number>[];
}

/** Reads what judging a run needs; null unless the run waits for its evaluation. */
export async function loadEvaluation(db: PrismaClient, runId: number): Promise<EvaluationFacts | null> {
  const run = await db.run.findUnique({
    where: { id: runId },
    include: {
      endpoint: { select: { name: true } },
      suiteVersion: { select: { prompts: { select: { id: true }, orderBy: { position: 'asc' } } } },
    },
  });
  if (run?.status !== 'evaluating') return null;
  const baseline =
    run.purpose === 'baseline'
      ? null
      : await db.baseline.findFirst({
          where: {
            endpointId: run.endpointId,
            suiteVersionId: run.suiteVersionId,
            normaliserVersion: NORMALISER_VERSION,
            state: 'ready',
          },
          include: { sources: { include: { run: { select: { id: true, month: true } } } } },
        });
  const [tonight, before] = await Promise.all([
    measuredAnswers(db, [run]),
    measuredAnswers(db, baseline?.sources.map((source) => source.run) ?? []),
  ]);
  return {
    runId,
    month: run.month,
    purpose: run.purpose,
    endpointId: run.endpointId,
    endpointName: run.endpoint.name,
    baselineId: baseline?.id ?? null,
    answers: run.suiteVersion.prompts.map(({ id }) => ({
      promptId: id,
      baseline: before.get(id) ?? [],
      tonight: tonight.get(id) ?? [],
    })),
  };
}

async function measuredAnswers(
  db: PrismaClient,
  runs: readonly { id: number; month: Date }[],
): Promise<Map<number, AnswerHashes[]>> {
  const answers = new Map<number, AnswerHashes[]>();
  if (runs.length === 0) return answers;
  const samples = await db.sample.findMany({
    where: { outcome: 'measured', OR: runs.map(({ id, month }) => ({ runId: id, month })) },
    select: { promptId: true, canonicalHash: true, rawHash: true },
    orderBy: [{ runId: 'asc' }, { promptId: 'asc' }, { repetition: 'asc' }],
  });
  for (const { promptId, canonicalHash, rawHash } of samples) {
    invariant(canonicalHash !== null && rawHash !== null, 'a measured sample has hashes');
    const known = answers.get(promptId);
    if (known === undefined) answers.set(promptId, [{ canonicalHash, rawHash }]);
    else known.push({ canonicalHash, rawHash });
  }
  return answers;
}

/** Ends the run with its verdict. Returns false, having written nothing, when somebody else already did. */
export async function saveComparison(
  tx: Prisma.TransactionClient,
  facts: EvaluationFacts,
  comparison: Comparison<number>,
  finishedAt: Date,
): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id: facts.runId, status: 'evaluating' },
    data: {
      status: 'finished',
      verdict: comparison.verdict,
      verdictReason: comparison.reason,
      pValue: comparison.pValue,
      baselineId: facts.baselineId,
      finishedAt,
    },
  });
  if (count === 0) return false;
  await tx.signal.createMany({
    data: comparison.signals.map(({ detail, ...signal }) => ({ runId: facts.runId, ...signal, detail: { ...detail } })),
  });
  await tx.promptComparison.createMany({
    data: comparison.prompts.map((prompt) => ({ runId: facts.runId, ...prompt })),
  });
  return true;
}
