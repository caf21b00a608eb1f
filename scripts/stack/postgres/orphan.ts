import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import { commandOf, isAlive, signal, waitUntilGone } from '../processes.ts';

const SHUTDOWNS = [
  { name: 'SIGINT', waitMs: 20_000 },
  { name: 'SIGQUIT', waitMs: 5_000 },
  { name: 'SIGKILL', waitMs: 5_000 },
] as const;

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
    await stopPostmaster(pid);
    return `stopped a Postgres that was left running (pid ${pid})`;
  }
  rmSync(file, { force: true });
  return 'removed a stale postmaster.pid';
}

/** Ends a postmaster that is no child of ours: fast shutdown, then immediate, then by force. */
async function stopPostmaster(pid: number): Promise<void> {
  for (const { name, waitMs } of SHUTDOWNS) {
    if (!signal(pid, name) || (await waitUntilGone(pid, waitMs))) return;
  }
  throw new TidemarkError('internal', `Postgres (process ${pid}) does not end. End it by hand: kill -9 ${pid}`);
}

function isPostmasterOf(pid: number, folder: string): boolean {
  const command = commandOf(pid);
  return isAlive(pid) && command.includes('postgres') && command.includes(folder);
}
