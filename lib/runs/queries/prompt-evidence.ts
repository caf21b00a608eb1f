import { lentSamples, sourcesOfComparison } from '#lib/baselines/sources.ts';
import type { RunPromptEvidence, SampleView } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';
import { JUDGEMENTS_OF_PROMPT } from './judgements.ts';
import { SAMPLE_SELECT, toSampleView } from './samples.ts';

/**
 * Old and new answers of one prompt: the baseline's measured samples, which the run was compared with, and all
 * samples of the run. Without a baseline (not evaluated yet, or a first capture) the old side is empty.
 *
 * @throws TidemarkError `not_found` for an unknown run, or a prompt that is not in its suite version.
 */
export async function getRunPrompt(db: Db, runId: number, promptId: number): Promise<RunPromptEvidence> {
  const row = await db.run.findUnique({
    where: { id: runId },
    select: {
      id: true,
      month: true,
      suiteVersionId: true,
      baselineId: true,
      finishedAt: true,
      comparisons: { where: { promptId } },
      judgements: { where: { promptId }, ...JUDGEMENTS_OF_PROMPT },
    },
  });
  const run = found(row, `run ${runId}`);
  const sources = await sourcesOfComparison(db, run);
  const [prompt, baseline, current] = await Promise.all([
    db.suitePrompt.findFirst({ where: { id: promptId, suiteVersionId: run.suiteVersionId } }),
    samplesOf(db, sources, promptId),
    samplesOf(db, [{ run, repetitions: null }], promptId),
  ]);
  const { key, category, stratum, spec } = found(prompt, `prompt ${promptId} in run ${runId}`);
  const { why, messages } = parsePromptSpec(spec);
  const comparison = run.comparisons[0];
  return {
    prompt: { id: promptId, key, category, stratum, why, messages },
    movement: comparison?.movement ?? null,
    deltaShare: comparison?.deltaShare ?? null,
    noiseShare: comparison?.noiseShare ?? null,
    baseline: baseline.filter((sample) => sample.outcome === 'measured'),
    current,
    judgements: run.judgements,
  };
}

async function samplesOf(db: Db, sources: Parameters<typeof lentSamples>[0], promptId: number): Promise<SampleView[]> {
  if (sources.length === 0) return [];
  const samples = await db.sample.findMany({
    where: { promptId, ...lentSamples(sources) },
    orderBy: [{ runId: 'asc' }, { repetition: 'asc' }],
    select: SAMPLE_SELECT,
  });
  return samples.map(toSampleView);
}
