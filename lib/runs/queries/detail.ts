import type { Prisma } from '#generated/prisma/client.ts';
import type { Repetitions, RunDetail, RunPromptRow } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { stratum as stratumSchema } from '#lib/suites/format.ts';
import { sumRepetitions } from '../call-plan.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from './summary.ts';
import { type RunKey, samplesByPrompt, servedEvidence, unmeasuredReasons } from './tallies.ts';

const RUN_DETAIL_SELECT = {
  ...RUN_SUMMARY_SELECT,
  month: true,
  suiteVersionId: true,
  shortRepetitions: true,
  behaviourRepetitions: true,
  promptTokens: true,
  completionTokens: true,
  baseline: {
    select: {
      id: true,
      state: true,
      createdAt: true,
      sources: { select: { run: { select: { shortRepetitions: true, behaviourRepetitions: true } } } },
    },
  },
} as const satisfies Prisma.RunSelect;

/**
 * One run with its signals, prompts and what the gateway said; a fixed number of queries.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getRun(db: Db, runId: number): Promise<RunDetail> {
  const row = await db.run.findUnique({ where: { id: runId }, select: RUN_DETAIL_SELECT });
  const { month, suiteVersionId, shortRepetitions, behaviourRepetitions, ...rest } = found(row, `run ${runId}`);
  const { promptTokens, completionTokens, baseline, ...run } = rest;
  const repetitions = { short: shortRepetitions, behaviour: behaviourRepetitions };
  const key = { id: runId, month };
  const [signals, prompts, served, reasons] = await Promise.all([
    db.signal.findMany({ where: { runId }, orderBy: { name: 'asc' }, omit: { runId: true, detail: true } }),
    promptRows(db, key, suiteVersionId, repetitions),
    servedEvidence(db, key),
    unmeasuredReasons(db, key),
  ]);
  return {
    ...toRunSummary(run),
    repetitions,
    promptTokens,
    completionTokens,
    signals,
    prompts,
    baseline: baseline && {
      id: baseline.id,
      state: baseline.state,
      createdAt: baseline.createdAt.toISOString(),
      repetitions: sumRepetitions(baseline.sources.map((source) => source.run)),
    },
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
      samplesPlanned: repetitions[stratumSchema.parse(prompt.stratum)],
      samplesStored: samples.get(id)?.stored ?? 0,
      samplesMeasured: samples.get(id)?.measured ?? 0,
    };
  });
}
