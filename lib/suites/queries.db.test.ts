import { describe, expect, it } from 'vitest';
import { page } from '#lib/contract/common.ts';
import { suiteVersionDetail, suiteView } from '#lib/contract/suites.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { countQueries } from '#lib/testing/count-queries.ts';
import { testDatabase } from '#lib/testing/database.ts';
import {
  makeBaseline,
  makeEndpoint,
  makeRun,
  makeSamples,
  makeSuiteVersion,
  TEST_NOW,
} from '#lib/testing/factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { getSuite, getSuiteVersion, listSuites } from './queries.ts';

const database = testDatabase();
const ctx = {
  get db() {
    return database.db;
  },
  now: () => TEST_NOW,
};

describe('suites', () => {
  it('come with their versions, newest first, and the endpoints that use them', async () => {
    const { endpoint, suiteId } = await makeEndpoint(database.db);
    await makeEndpoint(database.db, {}, { suiteId, versionId: 0, prompts: [] });
    await makeSuiteVersion(database.db, { suiteId, number: 2, promptKeys: ['a'] });
    const suite = await getSuite(database.db, endpoint.suiteId);
    expectExactly(suiteView, suite);
    expect(suite).toMatchObject({
      endpointCount: 2,
      versions: [
        { number: 2, promptCount: 1, publishedBy: null },
        { number: 1, promptCount: 2 },
      ],
    });
    await expect(getSuite(database.db, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are listed page by page in a fixed number of queries', async () => {
    for (let i = 0; i < 3; i++) await makeSuiteVersion(database.db);
    const all = await readAllPages(async (cursor) => {
      const answer = await listSuites(database.db, { limit: 2, cursor });
      expectExactly(page(suiteView), answer);
      return answer;
    });
    const rows = await database.db.suite.findMany({ orderBy: { key: 'asc' }, select: { key: true } });
    expect(all.map((suite) => suite.key)).toEqual(rows.map((row) => row.key));
    const one = await countQueries(database.url, (db) => listSuites(db, { limit: 1 }));
    expect(await countQueries(database.url, (db) => listSuites(db, { limit: 50 }))).toBe(one);
  });
});

describe('a version', () => {
  it('shows how much each prompt varies within ready baselines, and where it moved last', async () => {
    const { db } = database;
    const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys: ['calm', 'noisy', 'unasked'] }));
    const sibling = await makeEndpoint(db, {}, target);
    const [calm, noisy] = target.prompts.map((prompt) => prompt.id);
    const at = (n: number) => new Date(Date.UTC(2026, 3, n));
    const capture = async (of: typeof target, calmAnswers: string[], noisyAnswers: string[]) => {
      const run = await makeRun(db, of, { purpose: 'baseline', repetitions: 3, verdict: 'calibrating', at: at(1) });
      await makeSamples(db, run, calm ?? 0, calmAnswers);
      await makeSamples(db, run, noisy ?? 0, noisyAnswers);
      return run;
    };
    await makeBaseline(db, target, await capture(target, ['a', 'a', 'a'], ['a', 'b', 'c']));
    await makeBaseline(db, sibling, await capture(sibling, ['a', 'a', ' a '], ['a', 'a', 'b']));
    const retired = await capture(target, ['x', 'y', 'z'], ['x', 'y', 'z']);
    await makeBaseline(db, target, retired, { state: 'retired', endedAt: TEST_NOW });

    const move = async (on: Date, promptId: number | undefined, movement: 'changed' | 'same') => {
      const run = await makeRun(db, target, { verdict: 'stable', at: on });
      await db.promptComparison.create({ data: { runId: run.id, promptId: promptId ?? 0, movement, deltaShare: 0 } });
      return run.id;
    };
    await move(at(3), noisy, 'changed');
    const last = await move(at(5), noisy, 'changed');
    await move(at(7), noisy, 'same');
    await move(new Date('2025-12-01T00:00:00Z'), calm, 'changed');

    const version = await getSuiteVersion(ctx, target.versionId);
    expectExactly(suiteVersionDetail, version);
    expect(version.prompts).toMatchObject([
      { key: 'calm', variability: 0, lastMovedRunId: null, lastMovedAt: null },
      { key: 'noisy', variability: (1 + 2 / 3) / 2, lastMovedRunId: last, lastMovedAt: at(5).toISOString() },
      { key: 'unasked', variability: null, lastMovedRunId: null },
    ]);
    await expect(getSuiteVersion(ctx, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });
});
