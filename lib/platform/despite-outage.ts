import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_PATIENCE_MS } from '../policy/thresholds.ts';
import { isDatabaseUnreachable } from './prisma-errors.ts';

const PAUSE_MS = 250;

interface Outage {
  /** How long to keep trying, in milliseconds. */
  patienceMs?: number;
  /** Milliseconds between two tries. */
  pauseMs?: number;
}

/** Does `work`, again and again while the database cannot be reached. It must be safe to repeat. */
export async function despiteOutage<T>(
  work: () => Promise<T>,
  { patienceMs = DATABASE_PATIENCE_MS, pauseMs = PAUSE_MS }: Outage = {},
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnreachable(error) || performance.now() + pauseMs > deadline) throw error;
      await sleep(pauseMs);
    }
  }
}
