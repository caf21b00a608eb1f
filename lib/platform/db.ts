import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { env } from './env.ts';
import { TidemarkError } from './errors.ts';

/** A client or a transaction: what every store function takes. */
export type Db = PrismaClient | Prisma.TransactionClient;

/**
 * The mark of a statement that each connection plans once and keeps, by this name. For those of fixed text that are made
 * once per call of a model: planning them takes longer than carrying them out.
 */
const PREPARED = /^\s*\/\* prepared: (\w+) \*\//;

/** Opens a Prisma client on `connectionString` with at most `poolSize` connections. */
export function createDb(connectionString: string, poolSize = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString, max: poolSize, connectionTimeoutMillis: 10_000 },
      { statementNameGenerator: ({ sql }) => PREPARED.exec(sql)?.[1] ?? '' },
    ),
  });
}

/** The configured connection string. @throws TidemarkError `misconfigured` when there is none. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (url === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'DATABASE_URL is not set. `npm start` sets it for its embedded Postgres; elsewhere set it to a postgres:// URL.',
    );
  }
  return url;
}

const globalForDb = globalThis as { tidemarkDb?: PrismaClient };

/** The process-wide client; kept on `globalThis` so that hot reload does not open a pool per edit. */
export function db(): PrismaClient {
  globalForDb.tidemarkDb ??= createDb(databaseUrl());
  return globalForDb.tidemarkDb;
}

/** Runs `work` in one transaction (read committed), committing when it resolves. */
export function inTransaction<T>(client: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return client.$transaction(work, { maxWait: 10_000, timeout: 30_000 });
}
