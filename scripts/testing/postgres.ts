import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import { TEMPLATE_DATABASE } from '#lib/testing/database.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { startCluster } from '../stack/postgres/cluster.ts';

const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Vitest's global set-up: one embedded Postgres for all database tests, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryDataFolder('test');
  const cluster = await startCluster({
    dataFolder: folder,
    durable: false,
    hurry: AbortSignal.abort(),
    notify: (line) => console.log(line),
  });
  await onConnection(cluster.url(), (client) => client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`));
  await migrate(cluster.url(TEMPLATE_DATABASE), migrations);
  project.provide('postgresUrl', cluster.url());
  return async () => {
    await cluster.stop();
    removeDataFolder(folder);
  };
}
