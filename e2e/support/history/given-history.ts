import type { PrismaClient, SuitePrompt } from '#generated/prisma/client.ts';
import { rateOf } from '#lib/channels/model/self-check/types.ts';
import { type NightDecision, weighNight } from '#lib/channels/model/sequential/night.ts';
import { invariant } from '#lib/platform/errors.ts';
import {
  type MadeEndpoint,
  makeBaseline,
  makeEndpoint,
  makeGateway,
  makeIncident,
  makeRun,
  makeSamples,
} from '#lib/testing/factories.ts';
import { ANSWERS } from './answers.ts';
import { makeLastNight } from './last-night.ts';
import { type MadeNight, madeNights } from './nights.ts';

const DAY_MS = 86_400_000;
/** Days before now on which the second baseline took the place of the first. */
const ACCEPTED = 26;

export interface MadeHistory {
  endpointId: number;
  incidentId: number;
  /** The last check, and the fresh repetitions that confirmed its drift. */
  runId: number;
  confirmationId: number;
  /** Prompt whose answer changed in several sentences. */
  promptId: number;
}

/**
 * An endpoint with forty nights behind it, written straight to the database: two baselines, a drift that passed, a
 * night that failed, and a confirmed change on the last night with its incident.
 */
export async function givenHistory(db: PrismaClient, name: string, now: Date): Promise<MadeHistory> {
  const target = await watched(db, name);
  const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * DAY_MS - 3_600_000);
  const first = await capturedBaseline(db, target, at(41), {
    reason: 'First capture.',
    state: 'superseded',
    endedAt: at(ACCEPTED - 0.5),
    endedReason: 'The behaviour of a newer check was accepted.',
  });
  const second = await capturedBaseline(db, target, at(ACCEPTED - 0.5), {
    reason: 'The provider announced a new build.',
  });
  let cusum: number | null = null;
  let last: Awaited<ReturnType<typeof makeLastNight>> | undefined;
  for (const night of madeNights()) {
    const baselineId = night.daysAgo > ACCEPTED - 0.5 ? first : second;
    if (night.daysAgo === ACCEPTED - 1) cusum = null;
    const run = await madeCheck(db, target, night, at(night.daysAgo), baselineId);
    if (night.pValue === null) continue;
    if (night.daysAgo === 0) {
      last = await makeLastNight(db, target, run, { cusum, baselineId, pValue: night.pValue, at: at(0) });
      continue;
    }
    const check = { pValue: night.pValue, drifted: night.kind === 'drifted' };
    const decision = weighNight({ previousCusum: cusum, check, confirmation: null, steps: true });
    cusum = decision.cusum;
    await step(db, run.id, baselineId, night.pValue, decision, at(night.daysAgo));
  }
  invariant(last, 'the last night is made');
  await selfCheck(db, target.endpoint.id, second, at(0));
  const incident = await makeIncident(db, {
    endpointId: target.endpoint.id,
    title: `${name} answers differently`,
    persistence: 'persistent',
    fingerprint: `history of ${target.endpoint.id}`,
    runIds: [last.runId],
    openedAt: at(0),
    lastSeenAt: at(0),
  });
  await db.incidentEvent.create({
    data: { incidentId: incident.id, at: at(0), kind: 'opened', body: last.reason, data: { runId: last.runId } },
  });
  const promptId = promptNamed(target.prompts, 'reasoning:night-jobs');
  return { endpointId: target.endpoint.id, incidentId: incident.id, ...last, promptId };
}

async function watched(db: PrismaClient, name: string): Promise<MadeEndpoint> {
  const suite = await db.suite.findUniqueOrThrow({
    where: { key: 'canary' },
    include: {
      versions: { where: { retiredAt: null }, take: 1, include: { prompts: { orderBy: { position: 'asc' } } } },
    },
  });
  const [version] = suite.versions;
  invariant(version, 'the shipped suite is published');
  const made = { suiteId: suite.id, versionId: version.id, prompts: version.prompts };
  const { id: gatewayId } = await makeGateway(db, { name: `gateway of ${name}` });
  const prices = { inputUsdPerMillion: 2.5, outputUsdPerMillion: 10 };
  return makeEndpoint(db, { name, gatewayId, model: 'atlas-large', ...prices }, made);
}

async function capturedBaseline(
  db: PrismaClient,
  target: MadeEndpoint,
  at: Date,
  over: Parameters<typeof makeBaseline>[3],
): Promise<number> {
  const run = await makeRun(db, target, {
    purpose: 'baseline',
    at,
    repetitions: 3,
    verdict: 'calibrating',
    costUsd: 0.034,
  });
  for (const prompt of target.prompts) {
    const [before = 'yes'] = ANSWERS[prompt.key] ?? [];
    await makeSamples(db, run, prompt.id, [before, before, before]);
  }
  const { id } = await makeBaseline(db, target, run, over);
  return id;
}

function madeCheck(db: PrismaClient, target: MadeEndpoint, night: MadeNight, at: Date, baselineId: number) {
  const measured = night.kind === 'unmeasured' ? { measuredSamples: 6 } : {};
  return makeRun(db, target, {
    at,
    baselineId,
    trigger: 'schedule',
    plan: 'standard',
    night: new Date(at.toISOString().slice(0, 10)),
    verdict: night.kind === 'quiet' ? 'stable' : night.kind,
    verdictReason: REASON[night.kind],
    pValue: night.pValue,
    finishedAt: new Date(at.getTime() + 94_000),
    costUsd: night.costUsd,
    estimatedCostUsd: 0.06,
    promptTokens: 5_210,
    completionTokens: 2_870,
    ...measured,
    comparison: {
      servedModel: {
        changed: night.daysAgo === 0,
        models: { baseline: { 'atlas-large-2026-02-12': 60 }, tonight: { [night.servedModel]: 20 } },
        fingerprints: { baseline: { fp_51ae: 60 }, tonight: { [night.daysAgo === 0 ? 'fp_9c04' : 'fp_51ae']: 20 } },
        promptTokensChanged: 0,
        promptTokensCompared: 20,
        findings:
          night.daysAgo === 0
            ? [
                'The gateway names atlas-large-2026-04-30 for all answers; the baseline knew only atlas-large-2026-02-12.',
              ]
            : [],
      },
      warnings: night.daysAgo === 0 ? ['2 of 20 prompts have only two measured baseline repetitions.'] : [],
      permutations: night.kind === 'drifted' ? 99_999 : 999,
      seed: 7,
    },
    signals: {
      create: night.signals.map(({ unmeasured, ...signal }) => ({ ...signal, detail: { unmeasured, movers: [] } })),
    },
  });
}

/** The second baseline set against itself: about as many alarms as the test is made for. */
async function selfCheck(db: PrismaClient, endpointId: number, baselineId: number, at: Date): Promise<void> {
  const ways = [
    { way: 'nights', trials: 200, alarms: 1, unmeasured: null },
    { way: 'splits', trials: 1000, alarms: 7, unmeasured: null },
  ];
  const { trials, alarms, low, high } = rateOf({ trials: 1200, alarms: 8 });
  const detail = { seed: 7, ways, unmeasured: null };
  await db.selfCheck.create({ data: { endpointId, baselineId, at, trials, alarms, low, high, detail } });
}

const REASON = {
  quiet: 'Answers differ no more than the baseline differs from itself.',
  drifted: 'Answers differ more than the baseline differs from itself.',
  unmeasured: '6 of 20 answers could be measured; the gateway answered with errors.',
} as const;

function step(
  db: PrismaClient,
  runId: number,
  baselineId: number,
  pNight: number,
  { pValue, eValue, cusum, alarm }: NightDecision,
  at: Date,
) {
  const reason = 'The night adds little to the evidence of the nights before it.';
  return db.sequentialStep.create({ data: { runId, baselineId, pNight, pValue, eValue, cusum, alarm, reason, at } });
}

function promptNamed(prompts: readonly SuitePrompt[], key: string): number {
  const prompt = prompts.find((candidate) => candidate.key === key);
  invariant(prompt, `the shipped suite has ${key}`);
  return prompt.id;
}
