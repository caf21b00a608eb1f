import { z } from 'zod';
import { createCappedFetch, type Fetch, ResponseTooLargeError } from '#lib/gateway/capped-fetch.ts';
import { describeConnectionFault, findCause } from '#lib/gateway/connection-fault.ts';
import { redactDetail } from '#lib/gateway/redact.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { FORGE_NAME } from './address.ts';
import { forgeFault } from './fault.ts';
import type { ForgeConnection } from './types.ts';

/** How long a forge may take for one answer, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** Largest answer read, in bytes; a page of a hundred long comments has about seven million. */
const MAX_BYTES = 20_000_000;

/** Pages read in search of something, so that a forge that never ends does not hold anybody up. */
export const MAX_PAGES = 50;

/** An address that may be shown as a link. */
export const webUrl = z.url({ protocol: /^https?$/ });

/** What a client of a forge touches outside itself. */
export interface ForgeWorld {
  fetch: Fetch;
  now: Clock;
}

/**
 * A fetch for one forge that throws TidemarkError for every answer that is no success, has an end, follows no redirect
 * (one could carry the token elsewhere) and reads no endless body.
 */
export function createForgeFetch({ kind, token }: ForgeConnection, { fetch, now }: ForgeWorld): Fetch {
  const cappedFetch = createCappedFetch(fetch, MAX_BYTES);
  return async (input, init) => {
    const response = await cappedFetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return response;
    const { status, headers } = response;
    throw forgeFault({ kind, status, headers, body: await response.text(), token, now: now() });
  };
}

/**
 * Runs calls of a forge's client, which wraps errors in its own.
 *
 * @throws TidemarkError as {@link createForgeFetch} threw it, else `unavailable` with the reason of the connection.
 */
export async function calling<T>({ kind, token }: ForgeConnection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const known = findCause(cause, TidemarkError);
    if (known !== undefined) throw known;
    const name = FORGE_NAME[kind];
    if (findCause(cause, ResponseTooLargeError)) {
      throw new TidemarkError('unavailable', `${name} answered with more than ${MAX_BYTES} bytes.`, { cause });
    }
    const fault = isTimeout(cause) ? `no answer within ${TIMEOUT_MS / 1000} s` : describeConnectionFault(cause);
    const message = `${name} cannot be reached: ${redactDetail(fault, token)}. Check its address, or try again later.`;
    throw new TidemarkError('unavailable', message, { cause });
  }
}

/** Reads what a forge answered. */
export function reading<Schema extends z.ZodType>(
  { kind }: ForgeConnection,
  schema: Schema,
  answer: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new TidemarkError(
    'unavailable',
    `${FORGE_NAME[kind]} answered something else than its API does. Check its address, and whether a proxy or a sign-in page stands before it; else try again later.`,
  );
}

function isTimeout(error: unknown): boolean {
  return [error, error instanceof Error ? error.cause : undefined].some(
    (each) => each instanceof Error && each.name === 'TimeoutError',
  );
}
