import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TidemarkError } from '#lib/platform/errors.ts';
import { lockDataFolder } from '#scripts/stack/lock.ts';

const POLL_MS = 500;

/** Does `work` while no other process works on `folder`; the lock of a process that is gone does not count. */
export async function exclusively<T>(folder: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const release = await takeLock(folder, onWait);
  try {
    return await work();
  } finally {
    release();
  }
}

async function takeLock(folder: string, onWait: () => void): Promise<() => void> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return lockDataFolder(folder);
    } catch (error) {
      if (!(error instanceof TidemarkError && error.code === 'conflict')) throw error;
      if (isFirst) onWait();
      await sleep(POLL_MS);
    }
  }
}
