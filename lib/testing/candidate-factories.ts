import type { Candidate, Prisma } from '#generated/prisma/client.ts';
import type { Db } from '../platform/db.ts';
import { TEST_NOW } from './factories.ts';
import { taskYaml } from './git-server.ts';

let made = 0;

/** A finished scan of a Langfuse source of its own, for the repository. */
export async function makeScan(db: Db, repositoryId: number): Promise<{ sourceId: number; scanId: number }> {
  made += 1;
  const { id: sourceId } = await db.langfuseSource.create({
    data: {
      name: `traces-${made}`,
      baseUrl: 'https://langfuse.test',
      publicKey: 'pk',
      encryptedSecret: 'x',
      agent: 'support',
      repositoryId,
    },
  });
  const { id: scanId } = await db.candidateScan.create({
    data: {
      sourceId,
      trigger: 'manual',
      status: 'finished',
      from: new Date('2026-05-03'),
      to: new Date('2026-05-10'),
    },
  });
  return { sourceId, scanId };
}

/** A pending candidate whose draft is a task that parses, found by a scan of its own. */
export async function makeCandidate(
  db: Db,
  { repositoryId, ...over }: { repositoryId: number } & Partial<Omit<Prisma.CandidateUncheckedCreateInput, 'sourceId'>>,
): Promise<Candidate> {
  const scan = await makeScan(db, repositoryId);
  made += 1;
  const traceId = `trace-${made}`;
  return db.candidate.create({
    data: {
      ...scan,
      traceId,
      traceUrl: `https://langfuse.test/trace/${traceId}`,
      traceAt: TEST_NOW,
      contentHash: traceId,
      score: 0.2,
      evaluator: 'Review-E',
      input: 'May I have my money back?',
      output: 'No.',
      draft: taskYaml(`case-${made}`),
      ...over,
    },
  });
}
