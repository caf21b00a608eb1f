import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { PrismaClient } from '#generated/prisma/client.ts';
import { createDb } from '../platform/db.ts';
import { invariant } from '../platform/errors.ts';
import { onConnection } from '../platform/migrate/connection.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the embedded Postgres that the set-up of the database tests started. */
    postgresUrl: string;
  }
}

/** The migrated, empty database that every test database is a copy of. */
export const TEMPLATE_DATABASE = 'tidemark_template';

const MAX_CLOSING_MS = 5_000;
const CLOSING_POLL_MS = 20;

export interface TestDatabase {
  /** A Prisma client on the database; open from the first test on. */
  readonly db: PrismaClient;
  /** Connection string, for what opens connections of its own (worker, child processes). */
  readonly url: string;
}

/**
 * Gives the calling test file (or `describe`) a migrated, empty database of its own, made before its first
 * test and dropped after its last. Call it at the top level; read `db` and `url` inside tests and hooks.
 */
export function testDatabase(): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  let open: TestDatabase | undefined;
  beforeAll(async () => {
    const server = inject('postgresUrl');
    await onConnection(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`));
    const url = new URL(server);
    url.pathname = `/${name}`;
    open = { url: url.href, db: createDb(url.href) };
  });
  afterAll(async () => {
    await open?.db.$disconnect();
    await onConnection(inject('postgresUrl'), async (client) => {
      await untilUnused(client, name);
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  });
  const current = () => {
    invariant(open, 'the test database is read inside a test or a hook');
    return open;
  };
  return {
    get db() {
      return current().db;
    },
    get url() {
      return current().url;
    },
  };
}

/**
 * Waits for connections that are being closed: a pool's `end` returns before the server has heard of it, and a
 * connection that is cut at that moment raises an error nobody listens for.
 */
async function untilUnused(client: Client, name: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < MAX_CLOSING_MS; waitedMs += CLOSING_POLL_MS) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rowCount === 0) return;
    await sleep(CLOSING_POLL_MS);
  }
}
