import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import { removeDataFolder, temporaryDataFolder } from '../data-folder.ts';
import { isAlive } from '../processes.ts';
import { bundledPostgres, POSTGRES_ENVIRONMENT } from './binaries.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { postgresIdentity } from './identity.ts';
import { readPidFile } from './orphan.ts';

describe('startCluster', { timeout: 60_000 }, () => {
  let dataFolder: string;
  let notes: string[];
  let running: Cluster[];

  beforeEach(() => {
    dataFolder = temporaryDataFolder('cluster');
    notes = [];
    running = [];
  });
  afterEach(async () => {
    for (const cluster of running) await cluster.stop();
    removeDataFolder(dataFolder);
  });

  async function start(folder = dataFolder): Promise<Cluster> {
    const notify = (line: string) => notes.push(line);
    const cluster = await startCluster({ dataFolder: folder, durable: false, notify });
    running.push(cluster);
    return cluster;
  }

  const ask = async (cluster: Cluster, sql: string) =>
    (await onConnection(cluster.url(), (client) => client.query(sql))).rows;

  it('keeps its data over a restart', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = first.pid() ?? 0;
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await ask(await start(), 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(notes).toEqual([]);
  });

  it('sorts and folds text alike on every machine', async () => {
    const [row] = await ask(
      await start(),
      `SELECT lower('ÄÉ') AS lower, 'a' < 'B' AS "caseless", current_setting('TimeZone') AS zone,
      current_setting('server_encoding') AS encoding`,
    );
    expect(row).toEqual({ lower: 'äé', caseless: false, zone: 'UTC', encoding: 'UTF8' });
  });

  it('demands the password of the 0600 file, and listens on 127.0.0.1 alone', async () => {
    const cluster = await start();
    const file = join(dataFolder, 'postgres-password');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new URL(cluster.url()).password).toBe(readFileSync(file, 'utf8').trim());
    const wrong = Object.assign(new URL(cluster.url()), { password: 'wrong' }).href;
    await expect(onConnection(wrong, async () => undefined)).rejects.toThrow(/refuses the login/);
    const outside = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    if (outside !== undefined) expect(await canConnect(outside.address, cluster.port)).toBe(false);
  });

  it('stops a postmaster that a killed predecessor left behind', async () => {
    const first = await start();
    await first.stop();
    const data = realpathSync(join(dataFolder, 'postgres/data'));
    const orphan = spawn(join(bundledPostgres(), 'bin/postgres'), ['-D', data, '-p', String(first.port), '-k', ''], {
      detached: true,
      stdio: 'ignore',
      env: POSTGRES_ENVIRONMENT,
      cwd: data,
      ...postgresIdentity(),
    });
    await expect.poll(() => readPidFile(data)?.ready, { timeout: 10_000 }).toBe(true);
    await start();
    expect(notes).toEqual([`Postgres: stopped a Postgres that was left running (pid ${orphan.pid}).`]);
  });

  it('makes the cluster anew when its making was cut off', async () => {
    const first = await start();
    await first.stop();
    const home = realpathSync(join(dataFolder, 'postgres'));
    renameSync(join(home, 'data'), join(home, 'incoming'));
    await start();
    expect(existsSync(join(home, 'incoming'))).toBe(false);
  });

  it('names the file when the password is gone', async () => {
    await (await start()).stop();
    rmSync(join(dataFolder, 'postgres-password'));
    await expect(start()).rejects.toThrow(/postgres-password: .*Restore the file/);
  });

  it('refuses the cluster of another Postgres, and says so', async () => {
    await (await start()).stop();
    writeFileSync(join(dataFolder, 'postgres/data/PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/was made by Postgres 15; this release carries 18/);
  });

  it('shows the end of the log when Postgres does not start', async () => {
    await (await start()).stop();
    writeFileSync(join(dataFolder, 'postgres/data/postgresql.auto.conf'), "max_connections = 'many'\n");
    await expect(start()).rejects.toThrow(
      /embedded Postgres did not start: it ended with exit code 1\.[\s\S]*max_connections/,
    );
  });

  it.runIf(process.getuid?.() === 0)('works under a folder that only root may enter', async () => {
    const hidden = join(dataFolder, 'private');
    mkdirSync(hidden, { mode: 0o700 });
    chmodSync(hidden, 0o700);
    const cluster = await start(hidden);
    expect(lstatSync(join(hidden, 'postgres')).isSymbolicLink()).toBe(true);
    // Strays of other checkouts on this machine are named as well.
    const own = () => notes.filter((note) => note.includes(hidden));
    expect(own()).toEqual([
      expect.stringMatching(/Postgres runs as \S+, who cannot reach .*private: its files are kept in /),
    ]);
    await cluster.stop();
    notes = [];
    await start(hidden);
    expect(own()).toEqual([]);
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const settle = (value: boolean) => () => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false));
  });
}
