import { nextDelayMs } from '#lib/gateway/backoff.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { World } from '../world.ts';

/** Times that something is tried before it is given up. */
const ATTEMPTS = 3;

/** Longest wait that a server may ask for, in seconds; a job of a pipeline is paid by the minute. */
const MAX_RETRY_AFTER_SECONDS = 60;

/** Does `work`, again where its fault is a passing one, which is told. Only for work that may be done twice. */
export async function patiently<T>(
  { wait, random, stderr }: Pick<World, 'wait' | 'random' | 'stderr'>,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !mayPass(error)) throw error;
      stderr.write(`${error.message} Trying again (${attempt + 1} of ${ATTEMPTS}).\n`);
      await wait(nextDelayMs({ attempt, retryAfterMs: (error.retryAfterSeconds ?? 0) * 1000, random }));
    }
  }
}

function mayPass(error: unknown): error is TidemarkError {
  if (!(error instanceof TidemarkError)) return false;
  const passing = error.code === 'unavailable' || error.code === 'rate_limited';
  return passing && (error.retryAfterSeconds ?? 0) <= MAX_RETRY_AFTER_SECONDS;
}
