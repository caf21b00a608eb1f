import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { DEMO_KEY } from '#demo/gateway.ts';
import type { GitRepository, GoldenRun } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { type StartGoldenRunInput, startGoldenRun } from '../channels/prompt/runs/start.ts';
import { withBaselines } from '../channels/prompt/task/baselines.ts';
import { promptHash, taskHash } from '../channels/prompt/task/hash.ts';
import { parseTask } from '../channels/prompt/task/parse.ts';
import { sealGatewayKey } from '../gateways/credentials.ts';
import type { Context } from '../platform/context.ts';
import { adoptEnvironment } from '../platform/env.ts';
import { temporaryFolder } from '../platform/temporary-folder.ts';
import type { TestDatabase } from './database.ts';
import { makeGateway } from './factories.ts';
import { type GitServer, makeGitServer } from './git-server.ts';
import { makeRepository } from './golden-factories.ts';

const POLL_MS = 20;
const SUITE = 'suites/golden';
const PROJECT = 'suites/golden-project';
const PROMPT_PATH = 'prompts/support.md';
/** What `tidemark golden bless` writes into a task file. */
const BASELINES = /^baselines:\n(?: .*\n)*/m;

/** The prompt of the sample agent "support", which keeps every rule that its tasks ask for. */
export const SOUND_PROMPT = readFileSync(join(PROJECT, PROMPT_PATH), 'utf8');
/** The same without its rule on refunds, which one task asks for. */
export const BROKEN_PROMPT = SOUND_PROMPT.split('\n')
  .filter((line) => !line.startsWith('- Refund limit'))
  .join('\n');

interface RepositoryOptions {
  /** Tasks of the sample suite; left out: all of the agent. */
  tasks?: readonly string[];
  /** What the baselines were measured with; null leaves the tasks without baselines. */
  blessed?: string | null;
  budgetUsd?: number;
}

/** What tests of golden runs do over and over, on `database`. */
export interface GoldenWatch {
  /** A repository with the agent "support" on a git server of its own, its gateway at `gatewayUrl`. */
  repository: (
    gatewayUrl: string,
    options?: RepositoryOptions,
  ) => Promise<{ repository: GitRepository; server: GitServer }>;
  /** Commits another prompt to main. */
  changePrompt: (server: GitServer, text: string) => string;
  /** Starts a run by hand unless `over` says otherwise, and gives its id. */
  start: (repository: GitRepository, over?: Partial<StartGoldenRunInput>) => Promise<number>;
  /** The run once it has ended, whatever way. */
  ended: (runId: number, timeoutMs?: number) => Promise<GoldenRun>;
  ctx: () => Context;
}

/** Sets the encryption key and a data folder for the calling test file, also for the worker processes it starts. */
export function goldenWatchOn(database: TestDatabase): GoldenWatch {
  const data = temporaryFolder('golden');
  const servers: GitServer[] = [];
  beforeAll(() => adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '5'.repeat(64), TIDEMARK_DATA: data }));
  afterAll(() => {
    adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '', TIDEMARK_DATA: '' });
    for (const server of servers) server.remove();
    rmSync(data, { recursive: true, force: true });
  });
  const ctx = (): Context => ({ db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR });

  return {
    ctx,
    repository: async (gatewayUrl, options = {}) => {
      const server = makeGitServer(sampleFiles(options));
      servers.push(server);
      const { id: gatewayId } = await makeGateway(database.db, { baseUrl: `${gatewayUrl}/v1` });
      const encryptedKey = sealGatewayKey(gatewayId, DEMO_KEY);
      await database.db.gateway.update({ where: { id: gatewayId }, data: { encryptedKey } });
      const { budgetUsd: runBudgetUsd = null } = options;
      return { server, repository: await makeRepository(database.db, { url: server.url, gatewayId, runBudgetUsd }) };
    },
    changePrompt: (server, text) => server.commit({ [PROMPT_PATH]: text }),
    start: async ({ id: repositoryId }, over = {}) => {
      const input = { repositoryId, agent: 'support', model: 'demo-agent', trigger: 'manual', ...over } as const;
      return (await startGoldenRun(ctx(), input)).runId;
    },
    ended: async (runId, timeoutMs = 30_000) => {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const run = await database.db.goldenRun.findUniqueOrThrow({ where: { id: runId } });
        if (run.finishedAt !== null) return run;
        if (performance.now() > deadline) throw new Error(`golden run ${runId} is still ${run.status}`);
        await sleep(POLL_MS);
      }
    },
  };
}

/** The sample suite as a repository of its own, each task with a baseline of six passing runs. */
function sampleFiles({ tasks, blessed = SOUND_PROMPT }: RepositoryOptions): Record<string, string> {
  const files: Record<string, string> = {
    'evals/tidemark.yaml': `agents:
  - name: support
    prompt: ${PROMPT_PATH}
    models: [demo-agent]
    temperature: 0
    maxOutputTokens: 600
    judge: { model: demo-judge }
`,
    [PROMPT_PATH]: SOUND_PROMPT,
  };
  for (const file of readdirSync(SUITE).filter((name) => name.endsWith('.yaml'))) {
    const path = `evals/golden/${file}`;
    const text = readFileSync(join(SUITE, file), 'utf8');
    const task = parseTask(text, path);
    if (!task.agents.includes('support') || !(tasks?.includes(task.id) ?? true)) continue;
    const baseline = {
      agent: 'support',
      model: 'demo-agent',
      passes: 6,
      runs: 6,
      confidence: null,
      latencyMs: null,
      tokens: null,
      promptHash: promptHash(blessed ?? ''),
      taskHash: taskHash(task),
      measuredAt: '2026-11-23T09:00:00.000Z',
      blessedBy: 'Ada',
    };
    files[path] = blessed === null ? text.replace(BASELINES, '') : withBaselines(text, [baseline]);
  }
  return files;
}
