import { type RateLimiterAbstract, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Db } from '../platform/db.ts';
import type { AttemptLimit } from '../policy/access.ts';

/**
 * A counter in table `rate_limit`, shared by every console on the database. The limiter's Postgres store counts
 * in one atomic upsert; it is handed the Prisma connection, so that no second pool is opened.
 */
export function attemptCounter(db: Db, name: string, limit: AttemptLimit): RateLimiterAbstract {
  return new RateLimiterPostgres({
    storeClient: { query: (statement: Statement) => runStatement(db, statement) },
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: limit.attempts,
    duration: limit.windowSeconds,
  });
}

interface Statement {
  text: string;
  values: unknown[];
}

async function runStatement(db: Db, { text, values }: Statement): Promise<{ rows: object[]; rowCount: number }> {
  const typed = values.map((value) => (typeof value === 'number' ? BigInt(Math.trunc(value)) : value));
  const found = await db.$queryRawUnsafe<Record<string, unknown>[]>(text, ...typed);
  const rows = found.map((row) => ({ ...row, points: Number(row.points), expire: Number(row.expire ?? 0) }));
  return { rows, rowCount: rows.length };
}
