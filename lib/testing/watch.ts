import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { DEMO_KEY } from '#demo/gateway.ts';
import type { Run } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { sealGatewayKey } from '../gateways/credentials.ts';
import { despiteOutage } from '../platform/despite-outage.ts';
import { adoptEnvironment } from '../platform/env.ts';
import { type StartRunInput, startRun } from '../runs/start-run.ts';
import type { TestDatabase } from './database.ts';
import { type MadeEndpoint, makeEndpoint, makeSuiteVersion } from './factories.ts';

const ENCRYPTION_KEY = '5'.repeat(64);
const POLL_MS = 20;
/** Tests may cut the database off. */
const OUTAGE = { patienceMs: 20_000, pauseMs: 50 };

interface WatchOptions {
  model?: string;
  prompts?: number;
  concurrency?: number;
  requestTimeoutMs?: number;
}

/** What the tests of the job side do over and over, on `database`. */
export interface Watch {
  /** Puts a model of the demo gateway at `gatewayUrl` under watch, with a suite of unscripted prompts. */
  endpoint: (gatewayUrl: string, options?: WatchOptions) => Promise<MadeEndpoint>;
  /** Starts a run by hand: a check, unless `over` says otherwise. Returns its id. */
  start: (target: MadeEndpoint, over?: Partial<StartRunInput>) => Promise<number>;
  /** The run once it has ended, whatever way. */
  ended: (runId: number, timeoutMs?: number) => Promise<Run>;
  /** `start`, then `ended`, of the run and of the confirmation that it asks for. */
  run: (target: MadeEndpoint, over?: Partial<StartRunInput>) => Promise<Run>;
}

/** Sets the encryption key for the calling test file, also for the worker processes it starts. */
export function watchOn(database: TestDatabase): Watch {
  beforeAll(() => adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: ENCRYPTION_KEY }));
  afterAll(() => adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '' }));

  async function endpoint(gatewayUrl: string, options: WatchOptions = {}): Promise<MadeEndpoint> {
    const { db } = database;
    const { prompts = 20, model = 'demo-steady', concurrency = 10, requestTimeoutMs = 20_000 } = options;
    const promptKeys = Array.from({ length: prompts }, (_, index) => `p${index}`);
    const version = await makeSuiteVersion(db, { promptKeys });
    const made = await makeEndpoint(db, { model, concurrency, requestTimeoutMs }, version);
    const id = made.endpoint.gatewayId;
    const data = { baseUrl: `${gatewayUrl}/v1`, encryptedKey: sealGatewayKey(id, DEMO_KEY) };
    await db.gateway.update({ where: { id }, data });
    return made;
  }

  async function start({ endpoint: { id } }: MadeEndpoint, over: Partial<StartRunInput> = {}): Promise<number> {
    const ctx = { db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR };
    const { runId } = await startRun(ctx, { endpointId: id, purpose: 'check', trigger: 'manual', ...over });
    return runId;
  }

  async function ended(runId: number, timeoutMs = 15_000): Promise<Run> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const run = await despiteOutage(() => database.db.run.findUniqueOrThrow({ where: { id: runId } }), OUTAGE);
      if (run.finishedAt !== null) return run;
      if (performance.now() > deadline) throw new Error(`run ${runId} is still ${run.status}: ${JSON.stringify(run)}`);
      await sleep(POLL_MS);
    }
  }

  async function night(target: MadeEndpoint, over?: Partial<StartRunInput>): Promise<Run> {
    const run = await ended(await start(target, over));
    const confirmation = await database.db.run.findUnique({ where: { parentRunId: run.id }, select: { id: true } });
    if (confirmation !== null) await ended(confirmation.id);
    return run;
  }

  return { endpoint, start, ended, run: night };
}
