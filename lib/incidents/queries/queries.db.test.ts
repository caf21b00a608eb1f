import { beforeAll, describe, expect, it } from 'vitest';
import { page } from '#lib/contract/common.ts';
import { incidentDetail, incidentListQuery, incidentSummary } from '#lib/contract/incidents.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeGateway, makeIncident, makeRun, makeUser, TEST_NOW } from '#lib/testing/factories.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { getIncident } from './detail.ts';
import { listIncidents } from './list.ts';

const database = testDatabase();

/** The titles that a query finds, in order. */
async function titles(query: Record<string, unknown> = {}): Promise<string[]> {
  const { items } = await listIncidents(database.db, incidentListQuery.parse(query));
  return items.map((incident) => incident.title);
}

const day = (n: number) => new Date(Date.UTC(2026, 3, n));
const closed = { status: 'resolved', resolution: 'fixed', resolvedAt: TEST_NOW } as const;
let endpointId: number;
let personId: number;
let idOfCode: number;

beforeAll(async () => {
  const { db } = database;
  const target = await makeEndpoint(db, { name: 'Checkout 100%', model: 'gpt_x' });
  endpointId = target.endpoint.id;
  personId = (await makeUser(db)).id;
  const at = (n: number) => ({ openedAt: day(n), lastSeenAt: day(n) });
  await makeIncident(db, { title: 'model old', ...at(1), endpointId });
  await makeIncident(db, { title: 'model new', ...at(9), endpointId, status: 'acknowledged', assigneeId: personId });
  const code = await makeIncident(db, { title: 'RBAC changed', ...at(2), channel: 'code', severity: 'P0' });
  idOfCode = code.id;
  await makeIncident(db, { title: 'flaky resource', ...at(5), channel: 'code', severity: 'P3' });
  await makeIncident(db, { title: 'closed one', ...at(8), ...closed });
});

describe('listIncidents', () => {
  it('shows what is active, the most urgent first, then the one seen last', async () => {
    expect(await titles()).toEqual(['RBAC changed', 'model new', 'model old', 'flaky resource']);
  });

  it.each([
    [{ status: 'open' }, ['RBAC changed', 'model old', 'flaky resource']],
    [{ status: 'acknowledged' }, ['model new']],
    [{ status: 'resolved' }, ['closed one']],
    [{ status: 'all' }, ['RBAC changed', 'model new', 'closed one', 'model old', 'flaky resource']],
    [{ severity: 'P3' }, ['flaky resource']],
    [{ channel: 'code' }, ['RBAC changed', 'flaky resource']],
    [{ channel: 'code', severity: 'P0', q: 'rbac' }, ['RBAC changed']],
    [{ channel: 'prompt' }, []],
    [{ q: 'MODEL' }, ['model new', 'model old']],
    [{ q: 'checkout' }, ['model new', 'model old']],
    [{ q: '0%' }, ['model new', 'model old']],
    [{ q: '%' }, ['model new', 'model old']],
    [{ q: '_' }, ['model new', 'model old']],
    [{ q: '\\' }, []],
    [{ q: "'; drop table incident; --" }, []],
    [{ q: '' }, ['RBAC changed', 'model new', 'model old', 'flaky resource']],
    [{ q: '99999999999999999999' }, []],
  ])('filters by %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('filters by endpoint, assignee and id', async () => {
    expect(await titles({ endpointId })).toEqual(['model new', 'model old']);
    expect(await titles({ assigneeId: personId })).toEqual(['model new']);
    expect(await titles({ q: `#${idOfCode}` })).toEqual(['RBAC changed']);
    expect(await titles({ q: String(idOfCode) })).toEqual(['RBAC changed']);
  });

  it('refuses a cursor it did not make', async () => {
    await expect(titles({ cursor: 'WzFd' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('pages through ties without repeating or missing one, also while one is seen again', async () => {
    for (let i = 0; i < 7; i++) await makeIncident(database.db, { title: `tie ${i}`, channel: 'config' });
    const expected = await titles({ channel: 'config' });
    let pages = 0;
    const listed = await readAllPages(async (cursor) => {
      const answer = await listIncidents(database.db, incidentListQuery.parse({ channel: 'config', limit: 2, cursor }));
      expectExactly(page(incidentSummary), answer);
      pages += 1;
      if (pages === 2) {
        const where = { id: answer.items[0]?.id };
        await database.db.incident.update({ where, data: { lastSeenAt: new Date('2026-06-01T00:00:00Z') } });
      }
      return answer;
    });
    expect(listed.map((incident) => incident.title)).toEqual(expected);
    expect(pages).toBe(4);
  });
});

describe('getIncident', () => {
  it('marks what rests on the demo gateway, also by its repository', async () => {
    const { db } = database;
    const { id: gatewayId } = await makeGateway(db, { isDemo: true });
    const { id: repositoryId } = await makeRepository(db, { gatewayId });
    const { id } = await makeIncident(db, { channel: 'prompt', repositoryId });
    const detail = await getIncident({ db, now: () => TEST_NOW }, id);
    expectExactly(incidentDetail, detail);
    expect(detail.repository?.isDemo).toBe(true);
  });

  it('shows timeline, runs and the evidence of the newest run', async () => {
    const { db } = database;
    const target = await makeEndpoint(db);
    const runs = [
      await makeRun(db, target, { verdict: 'drifted', at: day(10) }),
      await makeRun(db, target, { verdict: 'drifted', at: day(11) }),
    ];
    const incident = await makeIncident(db, {
      endpointId: target.endpoint.id,
      runIds: runs.map((run) => run.id),
      timeline: {
        create: runs.map((run, i) => ({
          kind: i === 0 ? 'opened' : 'seen_again',
          at: run.createdAt,
          body: 'why',
          data: { runId: run.id },
        })),
      },
    });
    const detail = await getIncident({ db, now: () => TEST_NOW }, incident.id);
    expectExactly(incidentDetail, detail);
    expect(detail.runs.map((run) => run.id)).toEqual(runs.map((run) => run.id).toReversed());
    expect(detail.latestRun?.id).toBe(runs[1]?.id);
    expect(detail.timeline.map((entry) => [entry.kind, entry.runId, entry.actor])).toEqual([
      ['opened', runs[0]?.id, null],
      ['seen_again', runs[1]?.id, null],
    ]);
  });
});
