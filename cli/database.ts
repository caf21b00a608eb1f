import type { PrismaClient } from '#generated/prisma/client.ts';
import { createDb } from '#lib/platform/db.ts';
import { embeddedDatabaseUrl } from '#lib/platform/embedded-database.ts';
import { dataFolder, type Env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import type { World } from './world.ts';

/** Connections of one command, which does one thing at a time. */
const POOL_SIZE = 2;

/**
 * Runs `work` on the database of DATABASE_URL, else on the embedded one that runs on the data folder.
 *
 * @throws TidemarkError `misconfigured` or `unavailable` when there is none, it cannot be reached, or it holds no Tidemark.
 */
export async function withDatabase<T>(world: World, work: (db: PrismaClient) => Promise<T>): Promise<T> {
  const url = urlOf(await world.env());
  await onConnection(url, async (client) => {
    const { rows } = await client.query("SELECT to_regclass('public.suite_version') IS NOT NULL AS present");
    if (rows[0]?.present === true) return;
    throw new TidemarkError(
      'misconfigured',
      'The database holds no Tidemark tables yet: run `npm start` once with this DATABASE_URL, or correct it.',
    );
  });
  const db = createDb(url, POOL_SIZE);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

function urlOf(env: Env): string {
  const url = env.DATABASE_URL ?? embeddedDatabaseUrl(dataFolder(env));
  if (url !== undefined) return url;
  throw new TidemarkError(
    'misconfigured',
    `No database: DATABASE_URL is not set, and no Tidemark runs on ${dataFolder(env)}. Set it, or run \`npm start\` first.`,
  );
}
