import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createDb } from '../platform/db.ts';
import { createLogger } from '../platform/log.ts';
import { isReady } from '../platform/readiness.ts';
import { testDatabase } from '../testing/database.ts';
import { presentable } from './problem.ts';

const database = testDatabase();
const log = createLogger('console');
log.level = 'silent';

describe('a database out of reach', () => {
  test('nothing listens there', async () => {
    const client = createDb('postgres://nobody@127.0.0.1:1/none');
    const error = await client.user.count().catch((caught: unknown) => caught);
    expect(presentable(error, log)).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
    const raw = await client.$queryRaw`SELECT 1`.catch((caught: unknown) => caught);
    expect(presentable(raw, log)).toMatchObject({ code: 'unavailable' });
    const transaction = await client.$transaction(async (tx) => tx.user.count()).catch((caught: unknown) => caught);
    expect(presentable(transaction, log)).toMatchObject({ code: 'unavailable' });
  });

  test('it hangs up', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const client = createDb(`postgres://nobody@127.0.0.1:${port}/none`);
    const error = await client.user.count().catch((caught: unknown) => caught);
    expect(presentable(error, log)).toMatchObject({ code: 'unavailable' });
    server.close();
  });

  test('it ends our connections, as a restart does', async () => {
    const client = createDb(database.url, 1);
    const [{ pid } = { pid: 0 }] = await client.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const sleeping = client.$queryRaw`SELECT pg_sleep(10)`.catch((caught: unknown) => caught);
    await expect.poll(() => isBusy(pid)).toBe(true);
    await database.db.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
    expect(presentable(await sleeping, log)).toMatchObject({ code: 'unavailable' });
    expect(await client.user.count()).toBe(0);
    await client.$disconnect();
  });
});

async function isBusy(pid: number): Promise<boolean> {
  const rows = await database.db.$queryRaw<unknown[]>`
    SELECT 1 AS busy FROM pg_stat_activity WHERE pid = ${pid}::int AND query LIKE '%pg_sleep%' AND state = 'active'`;
  return rows.length > 0;
}

test('readiness asks for every migration of this release', async () => {
  expect(await isReady(database.db)).toBe(true);
  await database.db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
  expect(await isReady(database.db)).toBe(false);
});
