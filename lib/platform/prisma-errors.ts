import { Prisma } from '#generated/prisma/client.ts';

/** Prisma's code for a violated unique constraint or index. */
const UNIQUE_VIOLATION = 'P2002';

/** Whether `error` says that a row with the same unique value exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION;
}

/** Prisma's codes for a database out of reach, timed out, closed or full. */
const UNREACHABLE_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);

/** Postgres classes 08 (connection) and 57P (operator intervention: shutting down, starting up), and 53300 (full). */
const UNREACHABLE_SQLSTATE = /^(08|57P|53300)/;

/** What pg says when a connection cannot be had or breaks; these errors carry no code. */
const PG_CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Whether `error` says that the database cannot be reached right now, so that a retry can succeed. */
export function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (PG_CONNECTION_LOST.test(error.message)) return true;
  const { code, meta, cause } = error as { code?: unknown; meta?: { driverAdapterError?: unknown }; cause?: unknown };
  if (typeof code === 'string' && UNREACHABLE_CODES.has(code)) return true;
  if (isObject(cause)) {
    const { originalCode, kind } = cause;
    if (typeof originalCode === 'string' && UNREACHABLE_SQLSTATE.test(originalCode)) return true;
    if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout') return true;
  }
  return isDatabaseUnreachable(meta?.driverAdapterError) || isDatabaseUnreachable(cause);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
