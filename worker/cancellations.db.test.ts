import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { announceCancelled, type Cancellable, cancelKey } from '#lib/jobs/cancelled.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type Cancellations, listenForCancellations } from './cancellations.ts';

const database = testDatabase();
const log = pino({ level: 'silent' });
/** Runs that have stopped, as the database would say. */
let stopped: string[] = [];
let open: Cancellations | undefined;

afterEach(async () => {
  await open?.close();
  stopped = [];
});

function listen(connectionString = database.url): Cancellations {
  const findStopped = async (keys: string[]) => stopped.filter((key) => keys.includes(key));
  open = listenForCancellations({ connectionString, findStopped, log });
  return open;
}

const run = (id: number): Cancellable => ({ kind: 'run', id });
const tell = (what: Cancellable) => announceCancelled(database.db, what);

const listeners = async () => {
  const rows = await database.db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN tidemark%'`;
  return rows.map(({ pid }) => pid);
};

it('aborts the calls of the run that was cancelled, and of no other', async () => {
  const cancellations = listen();
  const [one, same, other] = [1, 1, 2].map((id) => cancellations.signalFor(run(id)));
  const otherKind = cancellations.signalFor({ kind: 'golden-run', id: 1 });
  await expect.poll(listeners).toHaveLength(1);
  await tell(run(1));
  await expect.poll(() => one?.aborted).toBe(true);
  expect(same?.aborted).toBe(true);
  expect(other?.aborted).toBe(false);
  expect(otherKind.aborted).toBe(false);
});

it('a look at the database covers a notice that never came', async () => {
  const cancellations = listen();
  const [one, other] = [1, 2].map((id) => cancellations.signalFor(run(id)));
  stopped = [cancelKey(run(1))];
  await cancellations.refresh();
  expect([one?.aborted, other?.aborted]).toEqual([true, false]);
});

it('listens again after its connection was lost, and looks after what it missed', async () => {
  const cancellations = listen();
  const [one, two] = [1, 2].map((id) => cancellations.signalFor(run(id)));
  await expect.poll(listeners).toHaveLength(1);
  const [pid] = await listeners();
  stopped = [cancelKey(run(1))];
  await database.db.$executeRaw`SELECT pg_terminate_backend(${pid}::int)`;
  await expect.poll(() => one?.aborted).toBe(true);
  expect(two?.aborted).toBe(false);
  expect(await listeners()).toHaveLength(1);
  await tell(run(2));
  await expect.poll(() => two?.aborted).toBe(true);
});

it('a closed one leaves no connection, also when it was only just connecting', async () => {
  await listen().close();
  const cancellations = listen();
  await expect.poll(listeners).toHaveLength(1);
  await cancellations.close();
  await expect.poll(listeners).toEqual([]);
});

it('closes at once where there is no database', async () => {
  const cancellations = listen('postgres://127.0.0.1:9/none');
  await cancellations.close();
});
