import { create } from '@bufbuild/protobuf';
import type { Transport } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { z } from 'zod';
import { deadlineOf } from '#lib/platform/deadline.ts';
import { FLAGD_MAX_ANSWER_BYTES, FLAGD_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { checkFlagdUrl, type FlagdConnection } from '../connection.ts';
import { refKey } from '../definition.ts';
import { type FetchOptions, selectorsOf } from '../fetch-options.ts';
import type { LiveFlag, LiveFlags } from '../types.ts';
import { NOT_SYNC, notComparedOf } from './fault.ts';
import { readConfiguration } from './read-configuration.ts';
import { openSession } from './session.ts';
import { FETCH_ALL_FLAGS } from './sync-service.ts';

const answerShape = z.object({ flagConfiguration: z.string() });

/**
 * Reads all definitions that a flagd serves, over gRPC (definition mode). A flagd that cannot be read is told as not
 * compared, never as one without flags.
 *
 * @throws the signal's reason when it aborts; TidemarkError `invalid_input` for an address that is none.
 */
export async function fetchDefinitions(connection: FlagdConnection, options: FetchOptions): Promise<LiveFlags> {
  const { outbound, signal, timeoutMs = FLAGD_TIMEOUT_MS, maxBytes = FLAGD_MAX_ANSWER_BYTES } = options;
  const url = checkFlagdUrl(connection.url);
  const tls = connection.ca === null ? {} : { ca: connection.ca };
  using deadline = deadlineOf(timeoutMs, signal);

  async function ask(transport: Transport, selector: string): Promise<LiveFlag[]> {
    const request = create(FETCH_ALL_FLAGS.input, { selector });
    const { message } = await transport.unary(FETCH_ALL_FLAGS, deadline.signal, undefined, undefined, request);
    return readConfiguration(answerShape.parse(message).flagConfiguration);
  }

  try {
    outbound.checkHost(new URL(url).hostname);
    using session = openSession(url, { lookup: outbound.lookup, ...tls });
    const { manager: sessionManager } = session;
    const transport = createGrpcTransport({ baseUrl: url, sessionManager, readMaxBytes: maxBytes });
    const flags = new Map((await ask(transport, '')).map((flag) => [refKey(flag.ref), flag]));
    for (const selector of selectorsOf([...flags.values()].map(({ ref }) => ref).concat(options.known ?? []))) {
      for (const flag of await ask(transport, selector)) flags.set(refKey(flag.ref), flag);
    }
    return { flags: [...flags.values()] };
  } catch (error) {
    signal.throwIfAborted();
    const passedMs = deadline.hasPassed() ? timeoutMs : null;
    return { notCompared: notComparedOf({ url, passedMs, wrongPort: NOT_SYNC }, error) };
  }
}
