import type { Prisma } from '#generated/prisma/client.ts';
import type { RunDetail, RunPromptRow } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from './summary.ts';
import { samplesByPrompt, servedEvidence, unmeasuredReasons } from './tallies.ts';

const RUN_DETAIL_SELECT = {
  ...RUN_SUMMARY_SELECT,
  month: true,
  suiteVersionId: true,
  repetitions: true,
  promptTokens: true,
  completionTokens: true,
  baseline: {
    select: {
      id: true,
      state: true,
      createdAt: true,
      sources: { select: { run: { select: { repetitions: true } } } },
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
  const { month, suiteVersionId, repetitions, promptTokens, completionTokens, baseline, ...run } = found(
    row,
    `run ${runId}`,
  );
  const key = { id: runId, month };
  const [signals, prompts, served, reasons] = await Promise.all([
    db.signal.findMany({ where: { runId }, orderBy: { name: 'asc' }, omit: { runId: true, detail: true } }),
    promptRows(db, key, suiteVersionId),
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
      repetitions: baseline.sources.reduce((sum, source) => sum + source.run.repetitions, 0),
    },
    served,
    unmeasuredReasons: reasons,
  };
}

async function promptRows(db: Db, key: { id: number; month: Date }, suiteVersionId: number): Promise<RunPromptRow[]> {
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
      samplesStored: samples.get(id)?.stored ?? 0,
      samplesMeasured: samples.get(id)?.measured ?? 0,
    };
  });
}
