import type { Run } from '#generated/prisma/client.ts';
import { compareWithBaseline } from '../channels/model/compare.ts';
import type { Comparer } from '../channels/model/comparer/comparer.ts';
import { evaluateRun } from '../channels/model/evaluate.ts';
import { invariant } from '../platform/errors.ts';
import type { TestDatabase } from './database.ts';
import { wordEncoder } from './encoder.ts';
import { type MadeEndpoint, makeBaseline, makeEndpoint, makeRun, makeSamples, makeSuiteVersion } from './factories.ts';

const DAY_MS = 86_400_000;
const CAPTURED_AT = new Date('2026-05-01T02:00:00.000Z');

/** How every prompt answers: one text for all, or one a repetition. */
type Answers = string | readonly string[];

type SampledPurpose = 'check' | 'baseline';

/** An endpoint whose ready baseline always answered Yes, and nights of it without a gateway. */
export interface AcceptedModel {
  target: MadeEndpoint;
  baselineId: number;
  /** Midnight of the n-th night after the capture, two hours in. */
  nightAt: (night: number) => Date;
  /** A run that waits for its evaluation. */
  sampled: (answers: Answers, over?: { night?: number; purpose?: SampledPurpose; scheduled?: boolean }) => Promise<Run>;
  /** Answers the waiting confirmation of a check; it then waits for its evaluation. */
  answerConfirmation: (checkId: number, answers: Answers) => Promise<Run>;
  evaluate: (runId: number, at?: Date) => Promise<void>;
  /** A whole scheduled night: the check, and where it drifted its confirmation. Returns the check. */
  night: (night: number, answers: Answers, confirmation?: Answers) => Promise<Run>;
}

/** Makes an {@link AcceptedModel} of `prompts` prompts on `database`. */
export async function acceptedModel(database: TestDatabase, prompts = 10): Promise<AcceptedModel> {
  const { db } = database;
  const promptKeys = Array.from({ length: prompts }, (_, index) => `p${index}`);
  const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys }));
  const captured = await makeRun(db, target, {
    at: CAPTURED_AT,
    purpose: 'baseline',
    verdict: 'calibrating',
    repetitions: 3,
  });
  for (const { id } of target.prompts) await makeSamples(db, captured, id, ['Yes', 'Yes', 'Yes']);
  const { id: baselineId } = await makeBaseline(db, target, captured);
  const nightAt = (night: number) => new Date(CAPTURED_AT.getTime() + night * DAY_MS);

  const sampled: AcceptedModel['sampled'] = async (answers, over = {}) => {
    const { night = 1, purpose = 'check', scheduled = false } = over;
    const repetitions = purpose === 'baseline' ? 3 : repetitionsOf(answers);
    const at = nightAt(night);
    const all = prompts * repetitions;
    const run = await makeRun(db, target, {
      at,
      purpose,
      status: 'evaluating',
      repetitions,
      storedSamples: all,
      measuredSamples: all,
      ...(scheduled && { trigger: 'schedule', night: new Date(at.toISOString().slice(0, 10)) }),
    });
    if (purpose === 'baseline') await makeBaseline(db, target, run, { state: 'capturing', readyAt: null });
    for (const { id } of target.prompts) await makeSamples(db, run, id, texts(answers, repetitions));
    return run;
  };

  const answerConfirmation: AcceptedModel['answerConfirmation'] = async (checkId, answers) => {
    const run = await db.run.findUniqueOrThrow({ where: { parentRunId: checkId } });
    for (const { id } of target.prompts) await makeSamples(db, run, id, texts(answers, run.behaviourRepetitions));
    const all = { storedSamples: run.plannedSamples, measuredSamples: run.plannedSamples };
    return db.run.update({ where: { id: run.id }, data: { status: 'evaluating', startedAt: run.createdAt, ...all } });
  };

  const evaluate: AcceptedModel['evaluate'] = async (runId, given) => {
    const { createdAt } = await db.run.findUniqueOrThrow({ where: { id: runId } });
    const compare: Comparer['compare'] = async (...sides) => compareWithBaseline(...sides);
    const deps = { db, now: () => given ?? createdAt, encoder: wordEncoder(), compare };
    return evaluateRun(deps, runId, new AbortController().signal);
  };

  const night: AcceptedModel['night'] = async (number, answers, confirmation) => {
    const { id } = await sampled(answers, { night: number, scheduled: true });
    await evaluate(id);
    const check = await db.run.findUniqueOrThrow({ where: { id } });
    if (check.verdict !== 'drifted') return check;
    invariant(confirmation !== undefined, `night ${number} drifted and needs answers for its confirmation`);
    await evaluate((await answerConfirmation(id, confirmation)).id);
    return check;
  };

  return { target, baselineId, nightAt, sampled, answerConfirmation, evaluate, night };
}

function repetitionsOf(answers: Answers): number {
  return typeof answers === 'string' ? 1 : answers.length;
}

function texts(answers: Answers, repetitions: number): string[] {
  return Array.from({ length: repetitions }, (_, index) =>
    typeof answers === 'string' ? answers : (answers[index % answers.length] ?? ''),
  );
}
