import type { GitRepository, PrismaClient } from '#generated/prisma/client.ts';
import type { GateReport } from '#lib/channels/prompt/report/format.ts';
import { attemptRow } from '#lib/channels/prompt/runs/attempt-row.ts';
import { finishGoldenRun } from '#lib/channels/prompt/runs/finish.ts';
import type { TaskOutcome } from '#lib/channels/prompt/types.ts';
import { makeGateway } from '#lib/testing/factories.ts';
import { makeGoldenRun, makeRepository } from '#lib/testing/golden-factories.ts';
import { AGENT, GOLDEN_MODEL, hashOf, madeBaseline, madeReport } from './report.ts';
import { MADE_TASKS } from './tasks.ts';

const DAY_MS = 86_400_000;
const NIGHTS = 24;

export interface MadeGolden {
  repository: string;
  /** The pull request that must not ship, and one that lacks baselines. */
  failedRunId: number;
  missingRunId: number;
  incidentId: number;
}

/**
 * A repository with a golden suite and 24 nights behind it, the last of them regressed; a pull request that fails,
 * and one without a baseline. Written straight to the database.
 */
export async function givenGolden(db: PrismaClient, name: string, now: Date): Promise<MadeGolden> {
  const gateway = await makeGateway(db, { name: `gateway of ${name}` });
  const repository = await makeRepository(db, { name, gatewayId: gateway.id, forge: 'github', forgeProject: name });
  await giveSuite(db, repository, now);
  for (let daysAgo = NIGHTS; daysAgo >= 0; daysAgo -= 1) await givenNight(db, repository, now, daysAgo);
  const failedRunId = await givenPullRequest(db, repository, now, 41, {
    outcomes: {
      'refund-over-limit': 'regressed',
      'address-change': 'flaky',
      'opening-hours': 'base-also-fails',
      'order-status': 'unmeasured',
    },
    over: {
      suiteChanges: [
        { id: 'angry-customer', kind: 'edited', detail: 'Rubric: one item less.' },
        { id: 'invoice-as-json', kind: 'baseline', detail: 'support with demo-agent: 10 of 10 instead of 9 of 10.' },
      ],
    },
  });
  const missing = MADE_TASKS.map(({ id }) => id);
  const missingRunId = await givenPullRequest(db, repository, now, 42, {
    over: {
      verdict: 'fail',
      reason: 'Missing baseline update: the prompt changed, and the same change holds no new baseline for it.',
      missingBaselines: missing,
      command: `tidemark golden bless --agent ${AGENT} --model ${GOLDEN_MODEL} --prompt prompts/support.md`,
    },
  });
  const incident = await db.incident.findFirstOrThrow({ where: { repositoryId: repository.id }, select: { id: true } });
  return { repository: name, failedRunId, missingRunId, incidentId: incident.id };
}

async function giveSuite(db: PrismaClient, { id }: GitRepository, now: Date): Promise<void> {
  const tasks = MADE_TASKS.map((task) => ({
    id: task.id,
    title: task.title,
    description: 'Made up for the pages.',
    agents: [AGENT],
    taskClass: task.taskClass,
    tags: ['shop'],
    provenance: { source: 'hand', approvedBy: 'Ada Lovelace', approvedAt: '2026-10-20T09:00:00.000Z' },
    baselines: [
      madeBaseline(task, GOLDEN_MODEL),
      { ...madeBaseline(task, 'demo-other'), taskHash: hashOf('before an edit') },
    ],
    taskHash: hashOf(task.id),
    path: `evals/golden/${task.id}.yaml`,
    yaml: `id: ${task.id}\ntitle: ${task.title}\nagents: [${AGENT}]\n`,
  }));
  const content = { agents: [{ name: AGENT, models: [GOLDEN_MODEL, 'demo-other'] }], tasks };
  const kept = { commitSha: 'c'.repeat(40), readAt: now, content };
  await db.goldenSuite.create({ data: { repositoryId: id, ...kept } });
}

/** One task flickers now and then, and on the last night one regresses. */
function nightOutcomes(daysAgo: number): Partial<Record<string, TaskOutcome>> {
  return {
    ...(daysAgo % 5 === 2 && { 'angry-customer': 'flaky' as const }),
    ...(daysAgo % 11 === 4 && { 'very-long-answer': 'flaky' as const }),
    ...(daysAgo === 17 && { 'order-status': 'unmeasured' as const }),
    ...(daysAgo === 0 && { 'refund-over-limit': 'regressed' as const }),
  };
}

async function givenNight(db: PrismaClient, repository: GitRepository, now: Date, daysAgo: number): Promise<void> {
  const at = new Date(now.getTime() - daysAgo * DAY_MS - 3_600_000);
  const night = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
  await finished(db, repository, madeReport({ at, outcomes: nightOutcomes(daysAgo) }), {
    at,
    trigger: 'schedule',
    branch: repository.branch,
    night,
  });
}

async function givenPullRequest(
  db: PrismaClient,
  repository: GitRepository,
  now: Date,
  number: number,
  made: Omit<Parameters<typeof madeReport>[0], 'at'>,
): Promise<number> {
  const at = new Date(now.getTime() - 60_000 * number);
  return finished(db, repository, madeReport({ at, ...made }), {
    at,
    trigger: 'ci',
    branch: `prompt-${number}`,
    pullRequestUrl: `https://github.com/acme/shop/pull/${number}`,
  });
}

type Columns = Parameters<typeof makeGoldenRun>[2] & { at: Date };

async function finished(
  db: PrismaClient,
  repository: GitRepository,
  report: GateReport,
  columns: Columns,
): Promise<number> {
  const attempts = report.tasks.flatMap((task) => task.attempts);
  const { id } = await makeGoldenRun(db, repository, {
    status: 'running',
    startedAt: new Date(report.startedAt),
    plannedAttempts: attempts.length,
    ...columns,
    // The worker that is there ends runs of long ago that no job carries on.
    createdAt: new Date(),
  });
  await db.goldenAttempt.createMany({ data: attempts.map((attempt) => attemptRow(id, attempt)) });
  await finishGoldenRun(db, id, report, columns.at);
  await db.goldenRun.update({ where: { id }, data: { createdAt: columns.at } });
  return id;
}
