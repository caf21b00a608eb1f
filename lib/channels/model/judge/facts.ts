import type { Judgement, Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { whyUnfit } from '#lib/baselines/fit.ts';
import { currentLens } from '#lib/baselines/lens.ts';
import { baselineOfRun } from '#lib/baselines/of-run.ts';
import { lentSamples } from '#lib/baselines/sources.ts';
import type { Prices } from '#lib/gateway/estimate.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';
import { toolCallsOf } from '../stored-tool-calls.ts';
import { judgeId } from './instructions.ts';
import { isJudgedPurpose } from './judged-purposes.ts';
import type { ComparableAnswer, JudgeablePrompt } from './pairs.ts';

/** Who judges an endpoint's answers. */
export interface Judge {
  id: string;
  model: string;
  gateway: { id: number; kind: 'litellm' | 'openai'; baseUrl: string; encryptedKey: string | null };
  prices: Prices;
}

/** A sampled run with what a judge is asked about it. */
export interface JudgingFacts {
  runId: number;
  startedAt: Date;
  judge: Judge;
  baselineId: number;
  /** The first run that founded the baseline: opinions on the baseline itself are kept with it. */
  foundingRunId: number;
  prompts: JudgeablePrompt[];
  /** By this judge only. */
  stored: Judgement[];
  budgetUsd: number | null;
  budgetSpentUsd: number;
}

const RUN_SELECT = {
  id: true,
  month: true,
  status: true,
  purpose: true,
  endpointId: true,
  parent: { select: { baselineId: true } },
  suiteVersionId: true,
  createdAt: true,
  budgetUsd: true,
  budgetSpentUsd: true,
  endpoint: {
    select: {
      judgeGateway: { select: { id: true, kind: true, baseUrl: true, encryptedKey: true } },
      judgeModel: true,
      judgeInputUsdPerMillion: true,
      judgeOutputUsdPerMillion: true,
    },
  },
  suiteVersion: { select: { prompts: { select: { id: true, spec: true }, orderBy: { position: 'asc' } } } },
} as const satisfies Prisma.RunSelect;

type RunRow = Prisma.RunGetPayload<{ select: typeof RUN_SELECT }>;

/**
 * Reads what judging a run needs; null unless the run waits for its evaluation, has a judge and has a baseline to be
 * judged against.
 */
export async function loadJudging(db: PrismaClient, runId: number): Promise<JudgingFacts | null> {
  const run = await db.run.findUnique({ where: { id: runId }, select: RUN_SELECT });
  if (run?.status !== 'evaluating' || !isJudgedPurpose(run.purpose)) return null;
  const judge = judgeOf(run.endpoint);
  if (judge === null) return null;
  const baseline = await baselineOfRun(db, run);
  // What the evaluation will not compare with is not worth a judge's money.
  if (baseline === null || whyUnfit(baseline, currentLens(run.suiteVersionId, run.endpoint)) !== null) return null;
  const founding = foundingSources(baseline.sources);
  const [first] = founding;
  if (first === undefined) return null;
  const [tonight, accepted, stored] = await Promise.all([
    firstAnswers(db, { runId, month: run.month }, 1),
    firstAnswers(db, lentSamples(founding), 2),
    db.judgement.findMany({
      where: {
        judgeId: judge.id,
        OR: [
          { runId, kind: 'current' },
          { runId: first.runId, kind: 'baseline' },
        ],
      },
    }),
  ]);
  return {
    runId,
    startedAt: run.createdAt,
    judge,
    baselineId: baseline.id,
    foundingRunId: first.runId,
    prompts: run.suiteVersion.prompts.map(({ id, spec }) => ({
      promptId: id,
      task: parsePromptSpec(spec).messages,
      tonight: tonight.get(id)?.[0] ?? null,
      accepted: accepted.get(id) ?? [],
    })),
    stored,
    budgetUsd: run.budgetUsd,
    budgetSpentUsd: run.budgetSpentUsd,
  };
}

function judgeOf(endpoint: RunRow['endpoint']): Judge | null {
  const { judgeGateway: gateway, judgeModel: model } = endpoint;
  if (gateway === null || model === null) return null;
  const { judgeInputUsdPerMillion: inputUsdPerMillion, judgeOutputUsdPerMillion: outputUsdPerMillion } = endpoint;
  return { id: judgeId(model), model, gateway, prices: { inputUsdPerMillion, outputUsdPerMillion } };
}

/** The sources a baseline began with. Nights accepted later come and go; opinions must not depend on them. */
function foundingSources<Source extends { addedAt: Date }>(sources: readonly Source[]): Source[] {
  const beginning = Math.min(...sources.map(({ addedAt }) => addedAt.getTime()));
  return sources.filter(({ addedAt }) => addedAt.getTime() === beginning);
}

async function firstAnswers(
  db: Db,
  where: Prisma.SampleWhereInput,
  count: number,
): Promise<Map<number, ComparableAnswer[]>> {
  const samples = await db.sample.findMany({
    where: { outcome: 'measured', ...where },
    orderBy: [{ runId: 'asc' }, { repetition: 'asc' }],
    select: { promptId: true, output: true, toolCalls: true, canonicalHash: true },
  });
  const answers = new Map<number, ComparableAnswer[]>();
  for (const { promptId, output, toolCalls, canonicalHash } of samples) {
    const known = answers.get(promptId) ?? [];
    if (known.length === count) continue;
    invariant(canonicalHash !== null, 'a measured sample has hashes');
    known.push({ output: output ?? '', toolCalls: toolCallsOf(toolCalls), canonicalHash });
    answers.set(promptId, known);
  }
  return answers;
}
