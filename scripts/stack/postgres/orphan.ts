import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TidemarkError } from '#lib/platform/errors.ts';
import { commandOf, isAlive, signal, waitUntilGone } from '../processes.ts';

const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;

/** What `postmaster.pid` says; line numbers are those of Postgres' `pidfile.h`. */
export interface PidFile {
  pid: number;
  ready: boolean;
}

/** Reads the text of a `postmaster.pid`; undefined when it holds no process id. */
export function parsePidFile(text: string): PidFile | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, ready: lines[7]?.trim() === 'ready' };
}

/** The pid file of the cluster in `folder`, if there is a readable one. */
export function readPidFile(folder: string): PidFile | undefined {
  const file = join(folder, 'postmaster.pid');
  return existsSync(file) ? parsePidFile(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Clears the way for a start on `folder`: ends a postmaster that was left behind by a killed supervisor,
 * and removes a pid file whose process is gone or is no Postgres of this folder.
 *
 * @returns What was found, in one line; undefined when there was nothing.
 */
export async function clearOrphan(folder: string): Promise<string | undefined> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = readPidFile(folder)?.pid;
  if (pid !== undefined && isPostmasterOf(pid, folder)) {
    await stopPostmaster(pid, false);
    return `stopped a Postgres that was left running (pid ${pid})`;
  }
  rmSync(file, { force: true });
  return 'removed a stale postmaster.pid';
}

/** Ends a postmaster: fast shutdown, then immediate, then by force; returns when it is gone. */
export async function stopPostmaster(pid: number, hurry: boolean): Promise<void> {
  const steps = [
    { name: 'SIGINT', waitMs: FAST_SHUTDOWN_MS },
    { name: 'SIGQUIT', waitMs: IMMEDIATE_SHUTDOWN_MS },
    { name: 'SIGKILL', waitMs: IMMEDIATE_SHUTDOWN_MS },
  ] as const;
  for (const step of hurry ? steps.slice(1) : steps) {
    if (!signal(pid, step.name) || (await waitUntilGone(pid, step.waitMs))) return;
    await sleep(0);
  }
  throw new TidemarkError('internal', `Postgres (pid ${pid}) does not end. End it by hand: kill -9 ${pid}`);
}

function isPostmasterOf(pid: number, folder: string): boolean {
  const command = commandOf(pid);
  return isAlive(pid) && command.includes('postgres') && command.includes(folder);
}
