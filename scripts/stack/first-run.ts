import { join } from 'node:path';
import { DEMO_KEY } from '#demo/gateway.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { ensureFirstAdmin } from '#lib/people/first-admin.ts';
import { systemClock } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { db } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { compareDemo } from '#lib/setup/first-comparisons.ts';
import { captureMissingBaselines, checkDemo } from '#lib/setup/first-runs.ts';
import { type LatestComparison, latestComparisons } from '#lib/setup/latest-comparisons.ts';
import { type LatestVerdict, latestVerdicts } from '#lib/setup/latest-verdicts.ts';
import { type GatewayPlan, seedGateway, seedSuite } from '#lib/setup/seed.ts';
import { seedFleet } from '#lib/setup/seed-fleet.ts';
import type { Demo } from './demo.ts';
import { ROOT } from './root.ts';

/** The demo model whose behaviour changes after its baseline was captured. */
const SHIFTING_MODEL = 'demo-shifting';

/** What the demo gateway's scripted models pretend to cost. */
const DEMO_PRICES = { inputUsdPerMillion: 0.15, outputUsdPerMillion: 0.6 };

export interface Seeded {
  /** The administrator's login, only when it was made now. */
  login?: { email: string; password: string };
  /** What was done, for the progress line. */
  detail: string;
}

/** Makes what a new installation needs: administrator, shipped suites, gateway and endpoints, the demo's cluster and flags. */
export async function seed(demo: Demo | undefined): Promise<Seeded> {
  const ctx = context();
  const { TIDEMARK_ADMIN_EMAIL: email, TIDEMARK_ADMIN_PASSWORD: password } = env();
  const admin = await ensureFirstAdmin(ctx.db, { email, password });
  const suiteId = await seedSuite(ctx, join(ROOT, 'suites/canary'));
  await seedSuite(ctx, join(ROOT, 'suites/candidates'));
  const plan = gatewayPlan(demo);
  if (plan !== undefined) await seedGateway(ctx, plan, suiteId);
  await seedFleet(ctx, demo?.fleet);
  if (admin === null) return { detail: 'kept' };
  const detail = admin.renewed ? 'kept; nobody has signed in yet' : 'administrator, canary suite and endpoints made';
  return { detail, login: { email: admin.email, password: admin.password ?? 'as set in TIDEMARK_ADMIN_PASSWORD' } };
}

interface FirstRunOptions {
  demo: Demo | undefined;
  /** Of the console. */
  url: string;
  signal: AbortSignal;
  /** Shows a line that replaces the previous one. */
  say: (line: string) => void;
}

/**
 * Does the main job once: baselines where there are none; on the demo gateway then a change of behaviour and a check,
 * so that a new installation shows both a stable and a drifted model; and the first comparison of the demo's cluster and
 * flags with git. Returns the latest verdicts in words.
 */
export async function firstRun({ demo, url, signal, say }: FirstRunOptions): Promise<string[]> {
  const ctx = context();
  const progressOf = (what: string) => (stored: number, planned: number) =>
    say(`${what}: ${stored} of ${planned} calls`);
  await captureMissingBaselines(ctx, { signal, onProgress: progressOf('capturing baselines') });
  if (demo !== undefined) {
    if (await isFirstDemoCheck(ctx)) await shiftBehaviour(demo.gatewayUrl, signal);
    await checkDemo(ctx, { signal, onProgress: progressOf('checking') });
  }
  await compareDemo(ctx, { signal, say });
  const comparisons = await latestComparisons(ctx.db);
  return [...(await latestVerdicts(ctx.db)).map(inWords), ...comparisons.map((each) => comparedInWords(each, url))];
}

function context(): Context {
  return { db: db(), now: systemClock, actor: SYSTEM_ACTOR };
}

function gatewayPlan(demo: Demo | undefined): GatewayPlan | undefined {
  const given = env();
  if (demo !== undefined) {
    return {
      name: 'demo',
      kind: 'litellm',
      baseUrl: demo.gatewayUrl,
      apiKey: DEMO_KEY,
      isDemo: true,
      models: ['demo-steady', 'demo-noisy', SHIFTING_MODEL].map((name) => ({ name, ...DEMO_PRICES })),
      judge: { name: 'demo-judge', ...DEMO_PRICES },
    };
  }
  if (given.TIDEMARK_GATEWAY_URL === undefined) return undefined;
  return {
    name: 'gateway',
    kind: given.TIDEMARK_GATEWAY_KIND,
    baseUrl: given.TIDEMARK_GATEWAY_URL,
    apiKey: given.TIDEMARK_GATEWAY_KEY ?? null,
    isDemo: false,
    models: given.TIDEMARK_GATEWAY_MODELS.map((name) => ({
      name,
      inputUsdPerMillion: null,
      outputUsdPerMillion: null,
    })),
    // A judge costs money: it is off until somebody turns it on.
    judge: null,
  };
}

async function isFirstDemoCheck({ db }: Context): Promise<boolean> {
  const checks = await db.run.count({
    where: { purpose: 'check', status: 'finished', endpoint: { model: SHIFTING_MODEL, gateway: { isDemo: true } } },
  });
  return checks === 0;
}

async function shiftBehaviour(demoGatewayUrl: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(new URL(`/demo/models/${SHIFTING_MODEL}/change`, demoGatewayUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${DEMO_KEY}` },
    body: JSON.stringify({ at: 'now' }),
    signal,
  });
  if (!response.ok) throw new Error(`The demo gateway did not take the change: HTTP ${response.status}`);
}

function inWords({ endpointName, isDemo, runId, verdict, reason, incidentId }: LatestVerdict): string {
  const incident = incidentId === null ? '' : ` Incident ${incidentId}.`;
  return `${endpointName}${isDemo ? ' (demo)' : ''}: ${verdict}. ${reason} Run ${runId}.${incident}`;
}

function comparedInWords({ what, name, isDemo, verdict, reason, path }: LatestComparison, url: string): string {
  return `${what} ${name}${isDemo ? ' (demo)' : ''}: ${verdict}. ${reason} ${url}${path}`;
}
