import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import { commandOf, isAlive } from './processes.ts';

/** Who holds a data folder: the process id, and its command line to tell it from a later process of the same id. */
export interface Holder {
  pid: number;
  command: string;
}

export type LockState = { state: 'free' | 'stale' } | { state: 'held'; pid: number };

/**
 * Decides whether a lock still counts.
 *
 * @param holder What the lock file says; undefined where it cannot be read as one.
 * @param runningCommand Command line of the process with that id now; undefined when there is none.
 * @param ownPid Our own id: a container that starts anew gives out the ids of its last life.
 */
export function judgeLock(holder: Holder | undefined, runningCommand: string | undefined, ownPid: number): LockState {
  if (holder?.pid === ownPid) return { state: 'stale' };
  if (holder === undefined || runningCommand === undefined || runningCommand !== holder.command)
    return { state: 'stale' };
  return { state: 'held', pid: holder.pid };
}

/** Reads the text of a lock file. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('command' in value)) return undefined;
    const { pid, command } = value;
    return typeof pid === 'number' && typeof command === 'string' ? { pid, command } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the data folder for this process.
 *
 * @returns Gives it back.
 * @throws TidemarkError `conflict` while another living process has it, naming that process.
 */
export function lockDataFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  const own = JSON.stringify({ pid: process.pid, command: commandOf(process.pid) });
  for (;;) {
    const state = readState(file);
    if (state.state === 'held') {
      throw new TidemarkError(
        'conflict',
        `Tidemark already runs on the data folder ${folder} (process ${state.pid}). Stop it first (kill ${state.pid}), or give this one another folder: TIDEMARK_DATA=… npm start`,
      );
    }
    // Moved before it is deleted: of two starters that both saw it stale, one gets hold of the file.
    if (state.state === 'stale') setAside(file);
    if (create(file, own)) break;
  }
  return () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === own) rmSync(file);
  };
}

/** Whether a living process has taken the data folder. */
export function isLocked(folder: string): boolean {
  return readState(join(folder, 'lock')).state === 'held';
}

function readState(file: string): LockState {
  if (!existsSync(file)) return { state: 'free' };
  const holder = parseHolder(readFileSync(file, 'utf8'));
  return judgeLock(holder, holder && isAlive(holder.pid) ? commandOf(holder.pid) : undefined, process.pid);
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function setAside(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside);
  } catch {
    // Somebody else was faster: look again.
  }
}
