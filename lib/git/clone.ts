import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { sha256 } from '#lib/platform/crypto.ts';
import { dataFolder } from '#lib/platform/env.ts';
import { brokenCopy } from './failure.ts';
import { openGit } from './open.ts';
import type { Git, GitRemote } from './types.ts';

/** How often a command that meets another process's lock is tried, and milliseconds between. */
const LOCK_TRIES = 4;
const LOCK_WAIT_MS = 300;

/** A lock older than this, in milliseconds, was left by a killed process: no command of ours takes as long. */
const STALE_LOCK_MS = 10 * 60_000;

/** Repositories of this process whose clone is being used. */
const queues = new Map<string, LimitFunction>();

/**
 * Does `work` with the cached bare clone of a repository, after all earlier work on it in this process. The clone is no
 * more than a cache: where it is broken, it is thrown away and `work` is done once more with a new one.
 *
 * @param key Whose clone: the id of a repository, or another word that can stand in the name of a file.
 * @param folder Where clones are kept, and git's home, since it holds no settings; `git/` in the data folder when left out.
 */
export function withClone<T>(
  key: number | string,
  remote: GitRemote,
  work: (git: Git) => Promise<T>,
  folder: string = join(dataFolder(), 'git'),
): Promise<T> {
  const place = join(folder, `${key}-${sha256(remote.url).slice(0, 12)}`);
  const queue = queues.get(place) ?? pLimit(1);
  queues.set(place, queue);
  return queue(async () => {
    for (let tries = 1; ; tries += 1) {
      await ensureClone(place, folder, remote);
      try {
        return await work(openGit(place, remote, folder));
      } catch (error) {
        const broken = brokenCopy(error);
        if (broken === null || tries >= LOCK_TRIES) throw error;
        if (broken.kind === 'locked' && !isStale(broken.lock)) await sleep(LOCK_WAIT_MS);
        else discard(place, folder);
      }
    }
  });
}

/** Throws the clones of a repository away, for one that is removed or has moved. */
export function discardClone(key: number | string, url: string, folder: string = join(dataFolder(), 'git')): void {
  discard(join(folder, `${key}-${sha256(url).slice(0, 12)}`), folder);
}

/** An empty bare repository; the first fetch fills it. Made aside, so that a killed process leaves none half made. */
async function ensureClone(place: string, folder: string, remote: GitRemote): Promise<void> {
  if (exists(join(place, 'HEAD'))) return;
  discard(place, folder);
  mkdirSync(folder, { recursive: true });
  const aside = mkdtempSync(join(folder, 'new-'));
  try {
    await openGit(aside, remote, folder).run(['init', '--quiet', '--bare', '.']);
    renameSync(aside, place);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!exists(join(place, 'HEAD'))) throw error;
  }
}

/** Moved first, so that another process sees either the whole clone or none. */
function discard(place: string, folder: string): void {
  if (!exists(place)) return;
  const aside = mkdtempSync(join(folder, 'old-'));
  try {
    renameSync(place, join(aside, 'clone'));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function isStale(lock: string | null): boolean {
  const modified = lock === null ? undefined : statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && Date.now() - modified > STALE_LOCK_MS;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
