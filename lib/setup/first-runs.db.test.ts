import { beforeEach, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { testDatabase } from '../testing/database.ts';
import { makeBaseline, makeEndpoint, makeGateway, makeIncident, makeRun, testContext } from '../testing/factories.ts';
import { captureMissingBaselines, checkDemo } from './first-runs.ts';
import { latestVerdicts } from './latest-verdicts.ts';

const database = testDatabase();
const ctx = () => testContext(database.db, SYSTEM_ACTOR, new Date());

beforeEach(async () => {
  await database.db.endpoint.updateMany({ data: { status: 'paused' } });
});

const runsOf = (endpointId: number) => database.db.run.findMany({ where: { endpointId }, orderBy: { id: 'asc' } });

/** Plays the worker: ends every run that is going, a sample at a time. Returns the progress that was shown. */
async function whileWorking(work: (options: Parameters<typeof checkDemo>[1]) => Promise<void>) {
  const shown: string[] = [];
  const signal = new AbortController().signal;
  const working = work({ signal, onProgress: (stored, planned) => void shown.push(`${stored}/${planned}`) });
  let isOver = false;
  working.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const going = await database.db.run.findFirst({ where: { status: 'queued' } });
    if (going === null) await new Promise((resolve) => setTimeout(resolve, 50));
    else {
      const { id, plannedSamples } = going;
      const counts = { storedSamples: plannedSamples, measuredSamples: plannedSamples };
      await expect.poll(() => shown.length).toBeGreaterThan(0);
      const data = { status: 'finished', verdict: 'calibrating', finishedAt: new Date(), ...counts } as const;
      await database.db.run.update({ where: { id }, data });
    }
  }
  await working;
  return shown;
}

it('captures a baseline where one is missing and waits for it', async () => {
  const fresh = await makeEndpoint(database.db);
  const known = await makeEndpoint(database.db);
  await makeBaseline(
    database.db,
    known,
    await makeRun(database.db, known, { purpose: 'baseline', verdict: 'calibrating' }),
  );
  const shown = await whileWorking((options) => captureMissingBaselines(ctx(), options));
  expect(shown).toEqual(['0/6', '6/6']);
  expect(await runsOf(fresh.endpoint.id)).toMatchObject([{ purpose: 'baseline', trigger: 'manual' }]);
  expect(await runsOf(known.endpoint.id)).toHaveLength(1);
});

it('waits for a run that an interrupted start had left, rather than starting another', async () => {
  const target = await makeEndpoint(database.db);
  const left = await makeRun(database.db, target, { purpose: 'baseline' });
  await whileWorking((options) => captureMissingBaselines(ctx(), options));
  expect((await runsOf(target.endpoint.id)).map(({ id }) => id)).toEqual([left.id]);
});

it('passes over an endpoint whose suite has no version in force', async () => {
  const { endpoint, versionId } = await makeEndpoint(database.db);
  await database.db.suiteVersion.update({ where: { id: versionId }, data: { retiredAt: new Date() } });
  expect(await whileWorking((options) => captureMissingBaselines(ctx(), options))).toEqual([]);
  expect(await runsOf(endpoint.id)).toEqual([]);
});

it('checks what is of the demo and was never checked', async () => {
  const gatewayId = (await makeGateway(database.db, { isDemo: true })).id;
  const ready = async (over: object) => {
    const target = await makeEndpoint(database.db, over);
    const run = await makeRun(database.db, target, { purpose: 'baseline', verdict: 'calibrating' });
    await makeBaseline(database.db, target, run);
    return target;
  };
  const demo = await ready({ gatewayId });
  const checked = await ready({ gatewayId });
  await makeRun(database.db, checked, { verdict: 'stable' });
  const real = await ready({});
  await whileWorking((options) => checkDemo(ctx(), options));
  expect(await runsOf(demo.endpoint.id)).toMatchObject([{ purpose: 'baseline' }, { purpose: 'check' }]);
  expect(await runsOf(checked.endpoint.id)).toHaveLength(2);
  expect(await runsOf(real.endpoint.id)).toHaveLength(1);
});

it('stops waiting when told to; the run goes on', async () => {
  const target = await makeEndpoint(database.db);
  const stopping = new AbortController();
  const onProgress = () => stopping.abort(new Error('Ctrl-C'));
  await expect(captureMissingBaselines(ctx(), { signal: stopping.signal, onProgress })).rejects.toThrow();
  const runs = await runsOf(target.endpoint.id);
  expect(runs).toMatchObject([{ status: 'queued' }]);
  await database.db.run.updateMany({
    where: { status: 'queued' },
    data: { status: 'cancelled', finishedAt: new Date() },
  });
});

it('tells the latest verdict of every active endpoint, with its incident', async () => {
  const target = await makeEndpoint(database.db, { name: 'b' });
  await makeRun(database.db, target, { verdict: 'stable', verdictReason: 'old' });
  const latest = await makeRun(database.db, target, { verdict: 'drifted', verdictReason: 'new' });
  const incident = await makeIncident(database.db, { runIds: [latest.id] });
  const quiet = await makeEndpoint(database.db, { name: 'a' });
  await makeRun(database.db, quiet, { verdict: 'stable', verdictReason: 'fine' });
  await makeEndpoint(database.db, { name: 'never ran' });
  expect(await latestVerdicts(database.db)).toEqual([
    {
      endpointName: 'a',
      isDemo: false,
      runId: expect.any(Number),
      verdict: 'stable',
      reason: 'fine',
      incidentId: null,
    },
    { endpointName: 'b', isDemo: false, runId: latest.id, verdict: 'drifted', reason: 'new', incidentId: incident.id },
  ]);
});
