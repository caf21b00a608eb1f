import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { SuiteVersionDetail, SuiteVersionSummary, SuiteView } from '#lib/contract/suites.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { lastMoves, variabilityByPrompt } from './prompt-behaviour.ts';

const VERSION_SELECT = {
  id: true,
  number: true,
  contentHash: true,
  publishedAt: true,
  retiredAt: true,
  publisher: { select: { name: true } },
  _count: { select: { prompts: true } },
} as const satisfies Prisma.SuiteVersionSelect;

const SUITE_SELECT = {
  id: true,
  key: true,
  title: true,
  description: true,
  _count: { select: { endpoints: true } },
  versions: { orderBy: { number: 'desc' }, select: VERSION_SELECT },
} as const satisfies Prisma.SuiteSelect;

function toVersionSummary(
  version: Prisma.SuiteVersionGetPayload<{ select: typeof VERSION_SELECT }>,
): SuiteVersionSummary {
  const { publisher, _count, ...columns } = version;
  return {
    ...columns,
    promptCount: _count.prompts,
    publishedAt: version.publishedAt.toISOString(),
    publishedBy: publisher?.name ?? null,
    retiredAt: version.retiredAt?.toISOString() ?? null,
  };
}

function toSuiteView(suite: Prisma.SuiteGetPayload<{ select: typeof SUITE_SELECT }>): SuiteView {
  const { _count, versions, ...columns } = suite;
  return { ...columns, endpointCount: _count.endpoints, versions: versions.map(toVersionSummary) };
}

/** One page of suites, by key, each with its versions, newest first. */
export async function listSuites(
  db: Db,
  { cursor, limit }: OperationQuery<'listSuites'>,
): Promise<OperationResponse<'listSuites'>> {
  const [lastKey] = nameCursor.decode(cursor) ?? [];
  const suites = await db.suite.findMany({
    where: lastKey === undefined ? {} : { key: { gt: lastKey } },
    orderBy: { key: 'asc' },
    take: limit + 1,
    select: SUITE_SELECT,
  });
  return pageOf(suites, limit, toSuiteView, (suite) => nameCursor.encode([suite.key, suite.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getSuite(db: Db, suiteId: number): Promise<SuiteView> {
  return toSuiteView(
    found(await db.suite.findUnique({ where: { id: suiteId }, select: SUITE_SELECT }), `suite ${suiteId}`),
  );
}

/**
 * The frozen prompts of one version, with how each has behaved lately.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getSuiteVersion(
  { db, now }: Pick<Context, 'db' | 'now'>,
  versionId: number,
): Promise<SuiteVersionDetail> {
  const row = await db.suiteVersion.findUnique({
    where: { id: versionId },
    select: {
      ...VERSION_SELECT,
      suite: { select: { id: true, key: true, title: true } },
      prompts: { orderBy: { position: 'asc' }, omit: { suiteVersionId: true } },
    },
  });
  const { suite, prompts, ...version } = found(row, `suite version ${versionId}`);
  const [variability, moves] = await Promise.all([variabilityByPrompt(db, versionId), lastMoves(db, versionId, now())]);
  return {
    ...toVersionSummary(version),
    suite,
    prompts: prompts.map((prompt) => ({
      ...prompt,
      variability: variability.get(prompt.id) ?? null,
      lastMovedRunId: moves.get(prompt.id)?.runId ?? null,
      lastMovedAt: moves.get(prompt.id)?.at.toISOString() ?? null,
    })),
  };
}
