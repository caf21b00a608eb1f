import type { Baseline, Endpoint, Gateway, Prisma, Run, SuitePrompt, User } from '#generated/prisma/client.ts';
import type { Actor } from '../audit/actor.ts';
import { hashAnswer, NORMALISER_VERSION } from '../channels/model/canonicalise.ts';
import { utcMonth } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/crypto.ts';
import type { Db } from '../platform/db.ts';
import { SEVERITY_RULES } from '../policy/severity.ts';
import type { Stratum } from '../suites/vocabulary.ts';
import { specFor } from './prompts.ts';

/** The moment that tests call now, unless they say otherwise. */
export const TEST_NOW = new Date('2026-05-10T12:00:00.000Z');

let made = 0;

/** A name no other row of this test process has. */
function unique(what: string): string {
  made += 1;
  return `${what}-${made}`;
}

/** A context whose clock stands still. */
export function testContext(db: Context['db'], actor: Actor, at: Date = TEST_NOW): Context {
  return { db, actor, now: () => at };
}

export function makeUser(db: Db, over: Partial<Prisma.UserCreateInput> = {}): Promise<User> {
  const name = unique('person');
  return db.user.create({ data: { name, email: `${name}@example.test`, role: 'operator', ...over } });
}

export function makeGateway(db: Db, over: Partial<Prisma.GatewayCreateInput> = {}): Promise<Gateway> {
  return db.gateway.create({
    data: { name: unique('gateway'), kind: 'litellm', baseUrl: 'http://gateway.test/v1', ...over },
  });
}

export interface MadeVersion {
  suiteId: number;
  versionId: number;
  /** By position. */
  prompts: SuitePrompt[];
}

interface MadeVersionOptions {
  promptKeys?: string[];
  /** By position; `behaviour` where left out. */
  strata?: readonly Stratum[];
  suiteId?: number;
  number?: number;
}

/** A suite with one published version; or one more version of the suite `suiteId`. */
export async function makeSuiteVersion(
  db: Db,
  { promptKeys = ['p1', 'p2'], strata = [], suiteId, number = 1 }: MadeVersionOptions = {},
): Promise<MadeVersion> {
  const key = unique('suite');
  const suite = suiteId ?? (await db.suite.create({ data: { key, title: `Title of ${key}` } })).id;
  const version = await db.suiteVersion.create({
    data: {
      suiteId: suite,
      number,
      contentHash: sha256(key),
      prompts: {
        create: promptKeys.map((promptKey, position) => {
          const { category, stratum, ...spec } = specFor(promptKey, { stratum: strata[position] ?? 'behaviour' });
          return { position, key: promptKey, category, stratum, spec: { category, stratum, ...spec } };
        }),
      },
    },
    include: { prompts: { orderBy: { position: 'asc' } } },
  });
  return { suiteId: suite, versionId: version.id, prompts: version.prompts };
}

export interface MadeEndpoint extends MadeVersion {
  endpoint: Endpoint;
}

/** An active endpoint, on a gateway and a suite of its own unless `over` names them. */
export async function makeEndpoint(
  db: Db,
  over: Partial<Prisma.EndpointUncheckedCreateInput> = {},
  version?: MadeVersion,
): Promise<MadeEndpoint> {
  const suite = version ?? (await makeSuiteVersion(db));
  const gatewayId = over.gatewayId ?? (await makeGateway(db)).id;
  const endpoint = await db.endpoint.create({
    data: { name: unique('endpoint'), model: 'model-1', suiteId: suite.suiteId, ...over, gatewayId },
  });
  return { ...suite, endpoint };
}

type MadeRunColumns = {
  at?: Date;
  /** Of every prompt. */
  repetitions?: number;
} & Partial<Prisma.RunUncheckedCreateInput>;

/**
 * A run of `target`, created at `at`. With a verdict it is finished and all its samples count as stored; the samples
 * themselves come from {@link makeSamples}.
 */
export async function makeRun(
  db: Db,
  { endpoint, versionId, prompts }: MadeEndpoint,
  { at = TEST_NOW, repetitions = 1, ...over }: MadeRunColumns = {},
): Promise<Run> {
  const plannedSamples = prompts.length * repetitions;
  const ended = over.verdict == null ? {} : { storedSamples: plannedSamples, measuredSamples: plannedSamples };
  const finished = over.verdict == null ? {} : { status: 'finished' as const, startedAt: at, finishedAt: at };
  return db.run.create({
    data: {
      month: utcMonth(at),
      purpose: 'check',
      trigger: 'manual',
      endpointId: endpoint.id,
      suiteVersionId: versionId,
      shortRepetitions: repetitions,
      behaviourRepetitions: repetitions,
      lanes: 1,
      plannedSamples,
      createdAt: at,
      ...ended,
      ...finished,
      ...over,
    },
  });
}

type SampleColumns = Omit<Prisma.SampleCreateManyInput, 'runId' | 'month' | 'promptId' | 'repetition'>;

/** Stores one sample of `run` per answer, as repetitions 0, 1, 2 … of `promptId`; a text stands for a measured one. */
export async function makeSamples(
  db: Db,
  run: Pick<Run, 'id' | 'month'>,
  promptId: number,
  answers: readonly (string | SampleColumns)[],
): Promise<void> {
  await db.$executeRaw`SELECT ensure_sample_partition(${run.month}::date)`;
  await db.sample.createMany({
    data: answers.map((answer, repetition) => ({
      month: run.month,
      runId: run.id,
      promptId,
      repetition,
      ...(typeof answer === 'string' ? measured(answer) : answer),
    })),
  });
}

function measured(output: string): SampleColumns {
  return { outcome: 'measured', output, finishReason: 'stop', ...hashAnswer({ output, toolCalls: [] }) };
}

/** A baseline of `target` captured by `run`; ready unless `over` says otherwise. */
export function makeBaseline(
  db: Db,
  { endpoint, versionId }: MadeEndpoint,
  run: Run,
  over: Partial<Prisma.BaselineUncheckedCreateInput> = {},
): Promise<Baseline> {
  return db.baseline.create({
    data: {
      endpointId: endpoint.id,
      suiteVersionId: versionId,
      normaliserVersion: NORMALISER_VERSION,
      state: 'ready',
      createdAt: run.createdAt,
      readyAt: run.createdAt,
      sources: { create: { runId: run.id, addedAt: run.createdAt } },
      ...over,
    },
  });
}

/** An open model incident; `runIds` are the runs that show it. */
export function makeIncident(
  db: Db,
  { runIds = [], ...over }: { runIds?: number[] } & Partial<Prisma.IncidentUncheckedCreateInput> = {},
) {
  return db.incident.create({
    data: {
      channel: 'model',
      fingerprint: unique('fingerprint'),
      title: unique('An endpoint answers differently'),
      openedAt: TEST_NOW,
      lastSeenAt: TEST_NOW,
      ...SEVERITY_RULES.model_drift,
      runs: { create: runIds.map((runId) => ({ runId })) },
      ...over,
    },
  });
}
