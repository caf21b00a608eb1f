import type { Prisma, PrismaClient, RunPurpose } from '#generated/prisma/client.ts';
import { whyUnfit } from '#lib/baselines/fit.ts';
import { currentLens } from '#lib/baselines/lens.ts';
import { baselineOfRun, type ComparableBaseline } from '#lib/baselines/of-run.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';
import { loadJudged } from './load-judged.ts';
import { measuredAnswers } from './measured-answers.ts';
import type { PromptSides } from './types.ts';

/** A sampled run with the answers on both sides. */
export interface EvaluationFacts {
  runId: number;
  /** Partition of the run's samples. */
  month: Date;
  night: Date | null;
  purpose: RunPurpose;
  trigger: 'schedule' | 'manual' | 'ci' | 'upgrade';
  /** The check that a confirmation confirms. */
  parentRunId: number | null;
  endpointId: number;
  endpointName: string;
  /** What the run is compared with; null when there is nothing that it can be compared with. */
  baselineId: number | null;
  /** Who encoded that baseline; null where nobody did yet. */
  baselineEncoderId: string | null;
  /** Why the baseline in force cannot be compared with; null when it can, or there is none. */
  unfit: string | null;
  answers: PromptSides<number>[];
}

const RUN_SELECT = {
  id: true,
  month: true,
  night: true,
  purpose: true,
  trigger: true,
  status: true,
  parentRunId: true,
  parent: { select: { baselineId: true } },
  endpointId: true,
  suiteVersionId: true,
  endpoint: { select: { name: true, judgeModel: true } },
  suiteVersion: { select: { prompts: { select: { id: true, spec: true }, orderBy: { position: 'asc' } } } },
} as const satisfies Prisma.RunSelect;

type RunRow = Prisma.RunGetPayload<{ select: typeof RUN_SELECT }>;

/** Reads what judging a run needs; null unless the run waits for its evaluation. */
export async function loadEvaluation(
  db: PrismaClient,
  runId: number,
  encoderId: string,
): Promise<EvaluationFacts | null> {
  const run = await db.run.findUnique({ where: { id: runId }, select: RUN_SELECT });
  if (run?.status !== 'evaluating') return null;
  const inForce = await findBaseline(db, run);
  const unfit = inForce && whyUnfit(inForce, { ...currentLens(run.suiteVersionId, run.endpoint), encoderId });
  const baseline = unfit === null ? inForce : null;
  const [tonight, before, judged] = await Promise.all([
    measuredAnswers(db, [{ runId, month: run.month, repetitions: null }]),
    measuredAnswers(
      db,
      (baseline?.sources ?? []).map(({ run: { id, month }, repetitions }) => ({ runId: id, month, repetitions })),
    ),
    run.endpoint.judgeModel === null ? null : loadJudged(db, runId),
  ]);
  return {
    runId,
    month: run.month,
    night: run.night,
    purpose: run.purpose,
    trigger: run.trigger,
    parentRunId: run.parentRunId,
    endpointId: run.endpointId,
    endpointName: run.endpoint.name,
    baselineId: baseline?.id ?? null,
    baselineEncoderId: baseline?.encoderId ?? null,
    unfit,
    answers: run.suiteVersion.prompts.map(({ id, spec }) => {
      const { stratum, category, expect: expectation } = parsePromptSpec(spec);
      const sides = { baseline: before.get(id) ?? [], tonight: tonight.get(id) ?? [] };
      return { promptId: id, stratum, category, expectation, ...sides, judged: judged?.get(id) ?? null };
    }),
  };
}

/** What a run is compared with: nothing where it captures or screens. */
async function findBaseline(db: PrismaClient, run: RunRow): Promise<ComparableBaseline | null> {
  switch (run.purpose) {
    case 'check':
    case 'confirmation':
      return baselineOfRun(db, run);
    case 'baseline':
    case 'screening':
      return null;
    default:
      return assertNever(run.purpose);
  }
}
