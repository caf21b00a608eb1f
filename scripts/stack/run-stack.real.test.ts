import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankEnvironment, childEnvironment } from '#lib/platform/env.ts';
import { descendantsOf } from '../testing/process-tree.ts';
import { removeDataFolder, temporaryDataFolder } from './data-folder.ts';
import { freePort } from './ports.ts';
import { readPidFile } from './postgres/orphan.ts';
import { commandOf, isAlive } from './processes.ts';
import { ROOT } from './root.ts';

const READY_TIMEOUT_MS = 120_000;

interface Started {
  child: ChildProcess;
  pid: number;
  shown: () => string;
  exitCode: Promise<unknown>;
}

/** What `npm start` runs, with a small web server in place of the built console. */
function start(dataFolder: string, environment: Record<string, string>): Started {
  const child = spawn(process.execPath, ['scripts/testing/start-without-console.ts'], {
    cwd: ROOT,
    env: childEnvironment({ ...blankEnvironment(), NODE_ENV: 'production', TIDEMARK_DATA: dataFolder, ...environment }),
  });
  let shown = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (shown += text));
  const exitCode = once(child, 'close').then(([code]) => code);
  return { child, pid: child.pid ?? 0, shown: () => shown, exitCode };
}

async function until(condition: () => boolean, what: () => string, timeoutMs = READY_TIMEOUT_MS): Promise<void> {
  for (let waitedMs = 0; !condition(); waitedMs += 50) {
    if (waitedMs > timeoutMs) throw new Error(`Waited too long: ${what()}`);
    await sleep(50);
  }
}

const isReady = ({ child, shown }: Started) => shown().includes('Tidemark is ready') || child.exitCode !== null;

describe.runIf(existsSync('/proc/self'))('the supervisor', { timeout: 180_000 }, () => {
  let dataFolder: string;
  let port: string;
  let current: Started;

  beforeAll(async () => {
    dataFolder = temporaryDataFolder('stack');
    port = String(await freePort());
  });
  afterAll(async () => {
    if (current?.child.exitCode === null) {
      current.child.kill('SIGTERM');
      await current.exitCode;
    }
    removeDataFolder(dataFolder);
  });

  async function startUp(): Promise<void> {
    current = start(dataFolder, { PORT: port });
    await until(() => isReady(current), current.shown);
    expect(current.shown()).toContain('Tidemark is ready');
  }

  const workerPid = () => descendantsOf(current.pid).find((pid) => commandOf(pid).includes('worker/main.mjs'));
  const postgresPid = () => readPidFile(realpathSync(join(dataFolder, 'postgres/data')))?.pid;

  it('starts everything and shows how to get in', async () => {
    await startUp();
    expect(current.shown()).toMatch(/ 3\/11 {2}Postgres +embedded, port \d+ +\d+\.\d s\n/);
    expect(current.shown()).toMatch(/Sign in as admin@tidemark\.local with the password \S{12,}/);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('ok');
  });

  it('calls a first run that is cut off stopped, and takes it up at the next start', async () => {
    const other = temporaryDataFolder('stack');
    const own = { PORT: String(await freePort()) };
    const first = start(other, own);
    await until(() => existsSync(join(other, 'logs/worker.log')) && /10\/11 /.test(first.shown()), first.shown);
    first.child.kill('SIGINT');
    expect(await first.exitCode).toBe(0);
    expect(first.shown()).toMatch(/11\/11 {2}First run +stopped; the run goes on at the next start\n/);
    expect(first.shown()).not.toContain('fail');
    const second = start(other, own);
    await until(() => isReady(second), second.shown);
    expect(second.shown()).toMatch(/demo-shifting \(demo\): drifted\./);
    second.child.kill('SIGTERM');
    await second.exitCode;
    removeDataFolder(other);
  });

  it('refuses a second start on the same data folder, naming the first', async () => {
    const second = start(dataFolder, { PORT: String(await freePort()) });
    expect(await second.exitCode).not.toBe(0);
    expect(second.shown()).toContain(`already runs on the data folder ${dataFolder} (process ${current.pid})`);
  });

  it('refuses a port that is taken, and leaves nothing behind', async () => {
    const other = temporaryDataFolder('stack');
    const second = start(other, { PORT: port });
    expect(await second.exitCode).not.toBe(0);
    expect(second.shown()).toMatch(new RegExp(`Port ${port} .* is taken .*PORT=`));
    expect(existsSync(join(other, 'lock'))).toBe(false);
    removeDataFolder(other);
  });

  it('starts a killed worker and a killed Postgres again', async () => {
    for (const find of [workerPid, postgresPid]) {
      const before = find();
      expect(before).toBeDefined();
      process.kill(before ?? 0, 'SIGKILL');
      await until(() => ![undefined, before].includes(find()), current.shown);
    }
    expect(current.shown()).toContain('The worker ended (SIGKILL); starting it again in 0.5 s');
    expect(current.shown()).toContain('The embedded Postgres ended (SIGKILL); starting it again');
    expect(current.child.exitCode).toBeNull();
  });

  it('takes everything along when it is killed itself', async () => {
    const family = descendantsOf(current.pid);
    expect(family.length).toBeGreaterThanOrEqual(4);
    current.child.kill('SIGKILL');
    await until(
      () => !family.some(isAlive),
      () => family.filter(isAlive).map(commandOf).join('\n'),
      25_000,
    );
    expect(existsSync(join(dataFolder, 'lock'))).toBe(true);
  });

  it('starts again after that, keeps the data, and is over a stale postmaster.pid', async () => {
    const data = join(dataFolder, 'postgres/data');
    writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
    await startUp();
    expect(current.shown()).toContain('Postgres: removed a stale postmaster.pid.');
    expect(current.shown()).toContain('kept; nobody has signed in yet');
    expect(current.shown()).toMatch(/Incident \d+\./);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order on %s: no process, no lock', async (signal) => {
    if (current.child.exitCode !== null) await startUp();
    const family = descendantsOf(current.pid);
    current.child.kill(signal);
    expect(await current.exitCode).toBe(0);
    expect(family.filter(isAlive).map(commandOf)).toEqual([]);
    expect(existsSync(join(dataFolder, 'lock'))).toBe(false);
    const log = readFileSync(join(dataFolder, 'logs/postgres.log'), 'utf8');
    expect(log.trimEnd().split('\n').at(-1)).toContain('database system is shut down');
  });
});
