import type { PrismaClient, Run } from '#generated/prisma/client.ts';
import { weighNight } from '#lib/channels/model/sequential/night.ts';
import { type MadeEndpoint, makeRun, makeSamples } from '#lib/testing/factories.ts';
import { ANSWERS } from './answers.ts';
import { promptSignals } from './nights.ts';

const REASON =
  '11 of 20 prompts answer differently than in any baseline repetition: 55 % of answer pairs differ, against 7.4 % within the baseline (p = 0.00001). Also over threshold and noise: meaning, judge, refusals.';
const P_CONFIRMATION = 0.0004;

interface Standing {
  cusum: number | null;
  baselineId: number;
  pValue: number;
  at: Date;
}

/** The last night's answers, what each signal and the judge saw of them, and the confirmation that found it again. */
export async function makeLastNight(db: PrismaClient, target: MadeEndpoint, run: Run, standing: Standing) {
  const { at, baselineId } = standing;
  const confirmation = await makeRun(db, target, {
    at: new Date(at.getTime() + 240_000),
    ...{ purpose: 'confirmation', parentRunId: run.id, trigger: 'schedule', baselineId, night: run.night },
    ...{ repetitions: 2, verdict: 'drifted', verdictReason: REASON, pValue: P_CONFIRMATION, costUsd: 0.024 },
  });
  for (const { id: promptId, key, stratum } of target.prompts) {
    const [before = 'yes', after] = ANSWERS[key] ?? [];
    const moved = after !== undefined;
    await makeSamples(db, run, promptId, [after ?? before]);
    await makeSamples(db, confirmation, promptId, [after ?? before, after ?? before]);
    await db.promptComparison.create({
      data: {
        ...{ runId: run.id, promptId, deltaShare: moved ? 1 : 0, noiseShare: 0 },
        movement: key === 'structure:log-level' ? 'format_only' : moved ? 'changed' : 'same',
        reason: moved
          ? 'Tonight’s answer occurs in no baseline repetition.'
          : 'Tonight’s answer occurs in the baseline.',
        signals: promptSignals(key, moved, stratum === 'short'),
      },
    });
  }
  await judgements(db, target, run.id);
  await movers(db, target, run.id);
  const night = weighNight({
    previousCusum: standing.cusum,
    check: { pValue: standing.pValue, drifted: true },
    confirmation: { pValue: P_CONFIRMATION, drifted: true },
    steps: true,
  });
  const { pValue, eValue, cusum, alarm } = night;
  await db.run.update({ where: { id: run.id }, data: { verdictReason: REASON, judgeCostUsd: 0.0312 } });
  await db.sequentialStep.create({
    data: {
      ...{ runId: run.id, baselineId, pNight: standing.pValue, pConfirmation: P_CONFIRMATION },
      ...{ confirmationRunId: confirmation.id, pValue, eValue, cusum, alarm, at },
      reason: 'The check drifted, and fresh repetitions of the same night drifted too. An incident is open.',
    },
  });
  return { runId: run.id, confirmationId: confirmation.id, reason: REASON };
}

/** Keeps with each signal the prompts that moved it most. */
async function movers(db: PrismaClient, target: MadeEndpoint, runId: number): Promise<void> {
  const seen = target.prompts.flatMap(({ id: promptId, key, stratum }) =>
    promptSignals(key, ANSWERS[key]?.[1] !== undefined, stratum === 'short').map((saw) => ({ promptId, ...saw })),
  );
  const signals = await db.signal.findMany({ where: { runId, value: { not: null } } });
  for (const { name } of signals) {
    const own = seen.filter((saw) => saw.name === name).sort((a, b) => b.value - b.noise - (a.value - a.noise));
    const detail = {
      unmeasured: null,
      judgedPrompts: own.length,
      movers: own.slice(0, 10).map(({ promptId, value, noise }) => ({ promptId, value, noise })),
    };
    await db.signal.update({ where: { runId_name: { runId, name } }, data: { detail } });
  }
}

async function judgements(db: PrismaClient, target: MadeEndpoint, runId: number): Promise<void> {
  const judged = target.prompts.filter(({ stratum }) => stratum === 'behaviour');
  for (const { id: promptId, key } of judged) {
    const moved = ANSWERS[key]?.[1] !== undefined;
    const said = { runId, promptId, judgeId: 'meridian-pro/1', outcome: 'measured', costUsd: 0.0019 } as const;
    const reasons = moved
      ? 'The second answer acts on the request at once, where the first asks back. It adds a closing offer.'
      : 'Both answers say the same in the same form.';
    await db.judgement.createMany({
      data: [
        { ...said, kind: 'current', swapped: false, verdict: moved ? 'worse' : 'same', confidence: 84, reasons },
        { ...said, kind: 'current', swapped: true, verdict: moved ? 'worse' : 'same', confidence: 78, reasons },
        { ...said, kind: 'baseline', swapped: false, verdict: 'same', confidence: 96, reasons: 'Equivalent answers.' },
        { ...said, kind: 'baseline', swapped: true, verdict: 'same', confidence: 95, reasons: 'Equivalent answers.' },
      ],
    });
  }
}
