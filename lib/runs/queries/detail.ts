import type { Prisma } from '#generated/prisma/client.ts';
import { decideAcceptance } from '#lib/baselines/acceptance.ts';
import { loadAcceptance } from '#lib/baselines/acceptance-facts.ts';
import { lentRepetitions, sourcesOfComparison } from '#lib/baselines/sources.ts';
import type { Repetitions, RunDetail, RunPromptRow } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { stratum as stratumSchema } from '#lib/suites/format.ts';
import { NIGHT_PARTS_SELECT, toNightParts } from './night.ts';
import { SIGNAL_SELECT, toPromptSignals, toSignalViews } from './signals.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from './summary.ts';
import { type RunKey, samplesByPrompt, servedEvidence, unmeasuredReasons } from './tallies.ts';

const RUN_DETAIL_SELECT = {
  ...RUN_SUMMARY_SELECT,
  month: true,
  suiteVersionId: true,
  shortRepetitions: true,
  behaviourRepetitions: true,
  judgeCostUsd: true,
  promptTokens: true,
  completionTokens: true,
  estimatedPromptTokens: true,
  estimatedCompletionTokens: true,
  budgetUsd: true,
  baselineId: true,
  baseline: { select: { id: true, state: true, createdAt: true } },
  ...NIGHT_PARTS_SELECT,
} as const satisfies Prisma.RunSelect;

/**
 * One run with its signals, prompts and what the gateway said; a fixed number of queries.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getRun(db: Db, runId: number): Promise<RunDetail> {
  const row = await db.run.findUnique({ where: { id: runId }, select: RUN_DETAIL_SELECT });
  const { month, suiteVersionId, shortRepetitions, behaviourRepetitions, ...rest } = found(row, `run ${runId}`);
  const {
    judgeCostUsd,
    promptTokens,
    completionTokens,
    estimatedPromptTokens,
    estimatedCompletionTokens,
    budgetUsd,
    baseline,
    baselineId,
    parentRunId,
    comparison,
    confirmation,
    step,
    ...run
  } = rest;
  const repetitions = { short: shortRepetitions, behaviour: behaviourRepetitions };
  const key = { id: runId, month };
  const [signals, sources, prompts, served, reasons, { facts }] = await Promise.all([
    db.signal.findMany({ where: { runId }, select: SIGNAL_SELECT }),
    sourcesOfComparison(db, { id: runId, baselineId, finishedAt: run.finishedAt }),
    promptRows(db, key, suiteVersionId, repetitions),
    servedEvidence(db, key),
    unmeasuredReasons(db, key),
    loadAcceptance(db, runId),
  ]);
  return {
    ...toRunSummary(run),
    repetitions,
    judgeCostUsd,
    promptTokens,
    completionTokens,
    estimatedPromptTokens,
    estimatedCompletionTokens,
    budgetUsd,
    signals: toSignalViews(signals, new Map(prompts.map((prompt) => [prompt.promptId, prompt.key]))),
    prompts,
    baseline: baseline && {
      id: baseline.id,
      state: baseline.state,
      createdAt: baseline.createdAt.toISOString(),
      repetitions: lentRepetitions(sources),
    },
    ...toNightParts({ parentRunId, comparison, confirmation, step }),
    acceptance: decideAcceptance(facts),
    served,
    unmeasuredReasons: reasons,
  };
}

async function promptRows(
  db: Db,
  key: RunKey,
  suiteVersionId: number,
  repetitions: Repetitions,
): Promise<RunPromptRow[]> {
  const [prompts, comparisons, samples] = await Promise.all([
    db.suitePrompt.findMany({
      where: { suiteVersionId },
      orderBy: { position: 'asc' },
      select: { id: true, key: true, category: true, stratum: true },
    }),
    db.promptComparison.findMany({ where: { runId: key.id } }),
    samplesByPrompt(db, key),
  ]);
  const byPrompt = new Map(comparisons.map((comparison) => [comparison.promptId, comparison]));
  return prompts.map(({ id, ...prompt }) => {
    const comparison = byPrompt.get(id);
    return {
      promptId: id,
      ...prompt,
      movement: comparison?.movement ?? null,
      deltaShare: comparison?.deltaShare ?? null,
      noiseShare: comparison?.noiseShare ?? null,
      reason: comparison?.reason ?? null,
      signals: toPromptSignals(comparison?.signals),
      samplesPlanned: repetitions[stratumSchema.parse(prompt.stratum)],
      samplesStored: samples.get(id)?.stored ?? 0,
      samplesMeasured: samples.get(id)?.measured ?? 0,
    };
  });
}
