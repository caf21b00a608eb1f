import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { onConnection } from './connection.ts';

interface EngineAdapter {
  factory: SqlMigrationAwareDriverAdapterFactory;
  /** Ends all connections and drops the shadow databases. */
  close: () => Promise<void>;
}

/** `"char"`, the one-byte type of the system catalogues, which the pg adapter does not know. */
const SYSTEM_CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * The pg adapter in the form the schema engine needs. It differs from the one the client uses in that
 * a script is sent in one message, so that it is atomic and a `;` inside a function body is kept
 * (the stock adapter splits at every `;`), that `"char"` columns can be read, and that a shadow
 * database is dropped even when connections to it are open.
 */
export function createEngineAdapter(connectionString: string): EngineAdapter {
  const cleanups: (() => Promise<unknown>)[] = [];

  async function open(url: string): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 10_000 });
    cleanups.push(() => pool.end());
    const charColumns = noteSystemChars(pool);
    const adapter = await new PrismaPg(pool).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (request) => {
      const result = await queryRaw(request);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  }

  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(connectionString),
    connectToShadowDb: async () => {
      const name = `tidemark_shadow_${randomUUID().replaceAll('-', '')}`;
      await onConnection(connectionString, (client) => client.query(`CREATE DATABASE "${name}"`));
      cleanups.push(() =>
        onConnection(connectionString, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)),
      );
      const url = new URL(connectionString);
      url.pathname = `/${name}`;
      return open(url.href);
    },
  };
  return {
    factory,
    close: async () => {
      for (const cleanup of cleanups.reverse()) await cleanup();
    },
  };
}

/** Presents `"char"` columns of `pool`'s answers as text, and remembers by the rows which ones they were. */
function noteSystemChars(pool: pg.Pool): WeakMap<object, number[]> {
  const columns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: async (request: pg.QueryArrayConfig) => {
      const result = await query(request);
      // A script of several statements answers with a list of results, which has no fields of its own.
      const chars = (result.fields ?? []).filter((field) => field.dataTypeID === SYSTEM_CHAR_OID);
      columns.set(
        result.rows ?? result,
        chars.map((field) => result.fields.indexOf(field)),
      );
      for (const field of chars) field.dataTypeID = TEXT_OID;
      return result;
    },
  });
  return columns;
}
