import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '#lib/platform/errors.ts';
import { diffFromMigrations } from '#lib/platform/migrate/diff.ts';
import { removeDataFolder, temporaryDataFolder } from './stack/data-folder.ts';
import { startCluster } from './stack/postgres/cluster.ts';

const USAGE = `Writes a migration that takes the database from prisma/migrations to prisma/schema.prisma.

  npm run migration:new -- add_run_note

The name is lower case with underscores. Read the SQL before you commit it; constraints that
Prisma cannot express are added there by hand.`;

const prisma = fileURLToPath(new URL('../prisma', import.meta.url));

/** Folder name of a migration made at `now`: `<UTC timestamp to the second>_<name>`, as Prisma names them. */
function folderName(name: string, now: Date): string {
  return `${now.toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
}

async function diff(): Promise<string> {
  const dataFolder = temporaryDataFolder('migration');
  const cluster = await startCluster({ dataFolder, durable: false, hurry: AbortSignal.abort(), notify: console.error });
  try {
    return await diffFromMigrations(cluster.url(), join(prisma, 'migrations'), join(prisma, 'schema.prisma'));
  } finally {
    await cluster.stop();
    removeDataFolder(dataFolder);
  }
}

async function main(name: string | undefined): Promise<number> {
  if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error(USAGE);
    return 2;
  }
  const sql = await diff();
  if (sql === '') {
    console.log('The migrations already make what prisma/schema.prisma describes: nothing to write.');
    return 0;
  }
  const folder = join(prisma, 'migrations', folderName(name, new Date()));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  console.log(`Wrote ${folder}/migration.sql`);
  return 0;
}

process.exitCode = await main(process.argv[2]).catch((error: unknown) => {
  console.error(messageOf(error));
  return 1;
});
