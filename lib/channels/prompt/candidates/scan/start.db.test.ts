import { beforeAll, describe, expect, it } from 'vitest';
import { candidateScan } from '#lib/contract/langfuse.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { SCAN_LAG_MS } from '#lib/policy/thresholds.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { cancelScan } from './cancel.ts';
import { failStrandedScans } from './stranded.ts';
import { scansOn } from './testing.ts';
import { listCandidateScans } from './view.ts';
import { startWeeklyScans } from './weekly.ts';
import { scheduledWindow } from './window.ts';

const database = testDatabase();
const { ctx, langfuse, source, start, run, row, jobs } = scansOn(database);
const DAY_MS = 24 * 3_600_000;

beforeAll(() => adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32) }));

describe('a scan by hand', () => {
  it('is queued with its job, and listed', async () => {
    const { id: sourceId } = await source(await langfuse(1));
    const scan = await start(sourceId);
    expectExactly(candidateScan, scan);
    expect(scan).toMatchObject({ status: 'queued', trigger: 'manual', scoresSeen: 0, notes: null, finishedAt: null });
    expect(Date.parse(scan.to) - Date.parse(scan.from)).toBe(7 * DAY_MS);
    expect(await jobs(scan.id)).toMatchObject([{ payload: { scanId: scan.id, attempt: 1 } }]);
    const pages = await readAllPages((cursor) => listCandidateScans(database.db, { cursor, limit: 1, sourceId }));
    expect(pages).toEqual([scan]);
  });

  it('waits for no other of its source', async () => {
    const { id: sourceId } = await source(await langfuse(1));
    const { id } = await start(sourceId);
    await expect(start(sourceId)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${id}`),
    });
    expect(await cancelScan(ctx(), id)).toMatchObject({ status: 'cancelled' });
    expect(await jobs(id)).toEqual([]);
    await expect(start(sourceId)).resolves.toMatchObject({ status: 'queued' });
  });

  it('needs a source that is there and switched on', async () => {
    const { id: sourceId } = await source(await langfuse(1));
    await database.db.langfuseSource.update({ where: { id: sourceId }, data: { enabled: false } });
    await expect(start(sourceId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(start(999_999)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('without a job left is ended', async () => {
    const { id: sourceId } = await source(await langfuse(1));
    const { id } = await start(sourceId);
    const later = new Date(ctx().now().getTime() + 3_600_000);
    expect(await failStrandedScans(database.db, later)).not.toContain(id);
    await database.db.$executeRaw`SELECT graphile_worker.remove_job(${`scan:${id}`})`;
    expect(await failStrandedScans(database.db, later)).toContain(id);
    expect(await row(id)).toMatchObject({ status: 'failed' });
  });
});

describe('the weekly scan', () => {
  it('starts once for each source that is switched on and not being searched', async () => {
    await database.db.langfuseSource.updateMany({ data: { enabled: false } });
    const idle = await source(await langfuse(2));
    const busy = await source(await langfuse(1));
    await start(busy.id);
    const at = ctx().now();
    const outcomes = await startWeeklyScans(ctx(), at);
    expect(outcomes).toEqual([
      { sourceId: idle.id, scanId: expect.any(Number) },
      { sourceId: busy.id, scanId: null },
    ]);
    const scanId = outcomes[0]?.scanId ?? 0;
    expect(await row(scanId)).toMatchObject({ trigger: 'schedule', requestedBy: null });
    await run(scanId);
    expect(await row(scanId)).toMatchObject({ status: 'finished', added: 2 });
    expect(await startWeeklyScans(ctx(), at)).toContainEqual({ sourceId: idle.id, scanId: null });
    const next = await startWeeklyScans(ctx(), new Date(at.getTime() + 7 * DAY_MS));
    const [first, second] = await Promise.all([row(scanId), row(next[0]?.scanId ?? 0)]);
    expect(second.from).toEqual(first.to);
  });

  it.each([
    ['the last week at first', null, 7],
    ['from where the last one ended', 12, 12],
    ['no more than a month', 90, 31],
    ['nothing twice', -1, 0],
  ])('searches %s', (_name, endedDaysAgo, days) => {
    const at = new Date('2026-05-11T06:00:00Z');
    const to = new Date(at.getTime() - SCAN_LAG_MS);
    const lastTo = endedDaysAgo === null ? null : new Date(to.getTime() - endedDaysAgo * DAY_MS);
    expect(scheduledWindow(at, lastTo)).toEqual({ from: new Date(to.getTime() - days * DAY_MS), to });
  });
});
