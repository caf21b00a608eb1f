import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { messageOf, TidemarkError } from '../errors.ts';
import { createEngineAdapter } from './adapter.ts';

/** A Prisma schema file as the engine takes it: path and text. */
type SchemaFile = [path: string, text: string];

let loaded: Promise<void> | undefined;

/** Instantiates the engine's WebAssembly once; done by hand because Node's own WASM imports are experimental. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const bytes = await readFile(join(entry, '../schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bindings } });
    bindings.__wbg_set_wasm(instance.exports);
    // The engine reports a panic of its own to this global and then stops for good.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: reportPanic } });
    const { __wbindgen_start: start } = instance.exports;
    if (typeof start === 'function') start();
  })();
  return loaded;
}

function reportPanic(text: string): never {
  throw new TidemarkError('internal', `Prisma's schema engine stopped: ${text}`);
}

/**
 * Runs `work` with Prisma's own schema engine on `connectionString`, and closes every connection it opened.
 *
 * @param schema The schema file; only a diff needs one.
 */
export async function withEngine<T>(
  connectionString: string,
  schema: SchemaFile | undefined,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadEngine();
  const adapter = createEngineAdapter(connectionString);
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(adapter.factory);
    using engine = await bindings.SchemaEngine.new({ datamodels: schema && [schema] }, () => undefined, factory);
    return await work(engine);
  } finally {
    await adapter.close();
  }
}

/** Turns an engine error into one a person can act on; errors of our own pass through. */
export function explainEngineError(error: unknown): TidemarkError {
  if (error instanceof TidemarkError) return error;
  if (error instanceof Error && 'code' in error && error.code === 'P3005') {
    return new TidemarkError(
      'misconfigured',
      'The database already holds tables that are not of Tidemark. Give Tidemark a database of its own in DATABASE_URL.',
      { cause: error },
    );
  }
  const [reason = '', trace = ''] = messageOf(error).split(/\n\s+0: /, 2);
  const migration = /migration_name="([^"]+)"/.exec(trace)?.[1];
  const where =
    migration === undefined
      ? 'The database could not be migrated'
      : `Migration ${migration} failed, nothing of it was kept`;
  return new TidemarkError('misconfigured', `${where}: ${reason.replace(/^external connector error\n/, '')}`, {
    cause: error,
  });
}
