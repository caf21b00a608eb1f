import { randomUUID } from 'node:crypto';
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
    await onConnection(inject('postgresUrl'), (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
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
