import { z } from 'zod';
import type { Prisma, PrismaClient, RunPurpose, Sample as StoredSample } from '#generated/prisma/client.ts';
import { evidenceSchema } from '#lib/gateway/evidence.ts';
import { invariant } from '#lib/platform/errors.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';
import { NORMALISER_VERSION } from './canonicalise.ts';
import type { Answer, Comparison, PromptSides } from './types.ts';

const toolCallsSchema = z.array(z.object({ name: z.string(), argumentsJson: z.string() }));
const servedSchema = evidenceSchema.pick({ model: true, systemFingerprint: true }).partial();

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
  answers: PromptSides<number>[];
}

/** Reads what judging a run needs; null unless the run waits for its evaluation. */
export async function loadEvaluation(db: PrismaClient, runId: number): Promise<EvaluationFacts | null> {
  const run = await db.run.findUnique({
    where: { id: runId },
    include: {
      endpoint: { select: { name: true } },
      suiteVersion: { select: { prompts: { select: { id: true, spec: true }, orderBy: { position: 'asc' } } } },
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
    answers: run.suiteVersion.prompts.map(({ id, spec }) => {
      const { stratum, category, expect: expectation } = parsePromptSpec(spec);
      const sides = { baseline: before.get(id) ?? [], tonight: tonight.get(id) ?? [] };
      return { promptId: id, stratum, category, expectation, ...sides, judged: null };
    }),
  };
}

async function measuredAnswers(
  db: PrismaClient,
  runs: readonly { id: number; month: Date }[],
): Promise<Map<number, Answer[]>> {
  const answers = new Map<number, Answer[]>();
  if (runs.length === 0) return answers;
  const samples = await db.sample.findMany({
    where: { outcome: 'measured', OR: runs.map(({ id, month }) => ({ runId: id, month })) },
    orderBy: [{ runId: 'asc' }, { promptId: 'asc' }, { repetition: 'asc' }],
  });
  for (const sample of samples) {
    const known = answers.get(sample.promptId);
    if (known === undefined) answers.set(sample.promptId, [storedAnswer(sample)]);
    else known.push(storedAnswer(sample));
  }
  return answers;
}

function storedAnswer(sample: StoredSample): Answer {
  const { canonicalHash, rawHash, promptTokens, completionTokens, latencyMs } = sample;
  invariant(canonicalHash !== null && rawHash !== null, 'a measured sample has hashes');
  const evidence = servedSchema.safeParse(sample.evidence ?? {}).data;
  const toolCalls = toolCallsSchema.parse(sample.toolCalls ?? []);
  return {
    output: sample.output ?? '',
    toolCalls: toolCalls.map((call) => ({ name: call.name, arguments: call.argumentsJson })),
    canonicalHash,
    rawHash,
    finishReason: sample.finishReason,
    embedding: null,
    refusal: null,
    promptTokens,
    completionTokens,
    latencyMs,
    servedModel: evidence?.model ?? null,
    fingerprint: evidence?.systemFingerprint ?? null,
  };
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
    data: comparison.signals.map(
      ({ name, value, threshold, noise, pValue, pAdjusted, fired, unmeasured, detail, movers }) => ({
        runId: facts.runId,
        ...{ name, value, threshold, noise, pValue, pAdjusted, fired },
        detail: { ...detail, unmeasured, movers: movers.map((mover) => ({ ...mover })) },
      }),
    ),
  });
  await tx.promptComparison.createMany({
    data: comparison.prompts.map((prompt) => ({
      runId: facts.runId,
      ...prompt,
      signals: prompt.signals.map((signal) => ({ ...signal })),
    })),
  });
  return true;
}
