import type { GitRepository, GoldenAttempt, GoldenRun, Prisma } from '#generated/prisma/client.ts';
import type { Db } from '../platform/db.ts';
import { makeGateway, TEST_NOW } from './factories.ts';

let made = 0;

/** A repository with a nightly golden suite, on a gateway of its own unless `over` names one. */
export async function makeRepository(
  db: Db,
  over: Partial<Prisma.GitRepositoryUncheckedCreateInput> = {},
): Promise<GitRepository> {
  made += 1;
  const gatewayId = over.gatewayId ?? (await makeGateway(db)).id;
  const name = `acme/agents-${made}`;
  return db.gitRepository.create({ data: { name, url: `https://git.test/${name}.git`, ...over, gatewayId } });
}

type GoldenRunColumns = { at?: Date } & Partial<Prisma.GoldenRunUncheckedCreateInput>;

/** A golden run of `repository`, created at `at`; finished then when it has a verdict. */
export function makeGoldenRun(
  db: Db,
  repository: Pick<GitRepository, 'id' | 'name'>,
  { at = TEST_NOW, ...over }: GoldenRunColumns = {},
): Promise<GoldenRun> {
  const finished =
    over.verdict == null ? {} : { status: 'finished' as const, startedAt: at, finishedAt: at, reason: 'Because.' };
  return db.goldenRun.create({
    data: {
      trigger: 'manual',
      repositoryId: repository.id,
      repositoryName: repository.name,
      agent: 'support',
      model: 'demo-agent',
      createdAt: at,
      ...finished,
      ...over,
    },
  });
}

/** A passing attempt on the head unless `over` says otherwise. */
export function makeGoldenAttempt(
  db: Db,
  runId: number,
  over: Partial<Prisma.GoldenAttemptUncheckedCreateInput> = {},
): Promise<GoldenAttempt> {
  return db.goldenAttempt.create({
    data: { runId, taskId: 'refund', side: 'head', number: 0, outcome: 'pass', output: 'Yes.', ...over },
  });
}

/** What came of a task in a finished run: passed three of three unless `over` says otherwise. */
export function makeGoldenTaskResult(
  db: Db,
  runId: number,
  over: Partial<Prisma.GoldenTaskResultUncheckedCreateInput> = {},
) {
  return db.goldenTaskResult.create({
    data: {
      runId,
      taskId: 'refund',
      title: 'Refunds',
      taskHash: 'a'.repeat(64),
      outcome: 'pass',
      headPasses: 3,
      headRuns: 3,
      ...over,
    },
  });
}
