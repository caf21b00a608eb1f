import pg from 'pg';
import { TidemarkError } from '../errors.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens one connection, runs `work` on it and closes it.
 *
 * @throws TidemarkError `misconfigured` when the address, the database or the login is wrong,
 *   `unavailable` when no server answers there.
 */
export async function onConnection<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  if (!URL.canParse(connectionString)) {
    throw new TidemarkError(
      'misconfigured',
      'DATABASE_URL is not a URL of the form postgres://user:password@host:5432/name.',
    );
  }
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // Without a listener a server that goes away would end the process; the pending query fails anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw explainConnectionError(error, connectionString);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Says in words why Postgres at `connectionString` could not be used; never shows the password. */
function explainConnectionError(error: unknown, connectionString: string): TidemarkError {
  const { place, user, database } = addressOf(connectionString);
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return unavailable(
        `No Postgres answers at ${place} (connection refused). Start it, or correct DATABASE_URL.`,
        error,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return misconfigured(
        `The host of DATABASE_URL (${place}) cannot be found. Check its spelling and the DNS.`,
        error,
      );
    case '28P01':
    case '28000':
      return misconfigured(
        `Postgres at ${place} refuses the login of user "${user}". Correct the user or the password in DATABASE_URL.`,
        error,
      );
    case '3D000':
      return misconfigured(
        `Postgres at ${place} has no database "${database}". Create it (createdb ${database}), or correct DATABASE_URL.`,
        error,
      );
    case '53300':
      return unavailable(
        `Postgres at ${place} has no connection left. Raise max_connections, or stop other clients.`,
        error,
      );
    case '57P03':
      return unavailable(`Postgres at ${place} is starting up or shutting down. Try again in a moment.`, error);
    default:
      return unavailable(`Postgres at ${place} cannot be used: ${reasonOf(error)}. Check DATABASE_URL.`, error);
  }
}

function addressOf(connectionString: string): { place: string; user: string; database: string } {
  const url = new URL(connectionString);
  return {
    place: `${url.hostname || 'localhost'}:${url.port || '5432'}`,
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

const unavailable = (message: string, cause: unknown) => new TidemarkError('unavailable', message, { cause });
const misconfigured = (message: string, cause: unknown) => new TidemarkError('misconfigured', message, { cause });
