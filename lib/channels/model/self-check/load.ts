import { PRESENT, SOURCE_SELECT } from '#lib/baselines/sources.ts';
import type { CallPlan } from '#lib/contract/runs.ts';
import { utcDay } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/db.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';
import { type AnswerSource, measuredAnswers } from '../measured-answers.ts';
import type { NightlyPrompt } from './types.ts';

/** A baseline in force with all its answers. */
export interface SelfCheckFacts {
  baselineId: number;
  endpointId: number;
  plan: CallPlan;
  prompts: NightlyPrompt[];
}

/** Reads what a self-check of a baseline needs; null unless it is in force. */
export async function loadSelfCheck(db: Db, baselineId: number): Promise<SelfCheckFacts | null> {
  const baseline = await db.baseline.findUnique({
    where: { id: baselineId, state: 'ready' },
    select: {
      endpointId: true,
      endpoint: { select: { plan: true } },
      suiteVersion: { select: { prompts: { select: { id: true, spec: true }, orderBy: { position: 'asc' } } } },
      sources: { where: PRESENT, orderBy: { runId: 'asc' }, select: SOURCE_SELECT },
    },
  });
  if (baseline === null) return null;
  const byNight = Map.groupBy(baseline.sources, ({ run }) => (run.night ?? utcDay(run.createdAt)).getTime());
  const nights = await Promise.all(
    [...byNight.values()].map((sources) =>
      measuredAnswers(
        db,
        sources.map(({ runId, run, repetitions }): AnswerSource => ({ runId, month: run.month, repetitions })),
      ),
    ),
  );
  return {
    baselineId,
    endpointId: baseline.endpointId,
    plan: baseline.endpoint.plan,
    prompts: baseline.suiteVersion.prompts.map(({ id, spec }) => {
      const { stratum, category, expect: expectation } = parsePromptSpec(spec);
      return { promptId: id, stratum, category, expectation, nights: nights.map((answers) => answers.get(id) ?? []) };
    }),
  };
}
