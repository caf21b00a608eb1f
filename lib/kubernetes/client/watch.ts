import { KUBE_MAX_ANSWER_BYTES, KUBE_WATCH_SECONDS } from '#lib/policy/thresholds.ts';
import type { ResourceType } from '../types.ts';
import { faultOfConnection } from './connection-fault.ts';
import { KubeFault } from './fault.ts';
import { type Caller, JSON_ONLY } from './get-json.ts';
import { readLines } from './lines.ts';
import { pathOf, subjectOf } from './resource-path.ts';
import { type Send, SilenceError } from './transport.ts';
import { type ReadEvent, readEvent, type WatchEvent } from './watch-event.ts';

interface WatchQuestion {
  send: Send;
  caller: Caller;
  type: ResourceType;
  /** Null: all namespaces, or a cluster-scoped kind. */
  namespace: string | null;
  fieldSelector?: string;
  /** Where it begins: of a list, or of an earlier event. */
  resourceVersion: string;
  signal: AbortSignal;
}

/**
 * Everything that happens to a kind, from a version on. A watch that the server or the network ends goes on by itself
 * where it was; one that the server cannot continue ends with `expired`.
 *
 * @throws KubeFault where the server cannot be reached for longer than passing faults last, or refuses.
 */
export async function* watchKind(question: WatchQuestion): AsyncGenerator<WatchEvent, void, undefined> {
  const { caller, type, namespace, signal } = question;
  const asked = caller.asked(subjectOf(type, namespace));
  let resourceVersion = question.resourceVersion;
  for (let failures = 0; ; ) {
    try {
      let isQuiet = true;
      for await (const read of connectOnce({ ...question, resourceVersion })) {
        if ('ended' in read) throw endOf(read.ended, asked);
        [failures, isQuiet] = [0, false];
        resourceVersion = read.resourceVersion ?? resourceVersion;
        yield read.event;
      }
      // A server without bookmarks may end a quiet watch; one that ends each at once must not be pressed.
      if (isQuiet) await caller.patience(quiet(asked), 1, signal);
    } catch (error) {
      signal.throwIfAborted();
      const fault = faultOfConnection(asked, error);
      if (fault.reason === 'expired') return yield { type: 'expired' };
      await caller.patience(fault, ++failures, signal);
    }
  }
}

/** One connection, until it ends. */
async function* connectOnce(question: WatchQuestion) {
  const { send, caller, type, namespace, fieldSelector, resourceVersion, signal } = question;
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(KUBE_WATCH_SECONDS),
    resourceVersion,
    ...(fieldSelector !== undefined && { fieldSelector }),
  });
  const subject = subjectOf(type, namespace);
  const answer = await send(`${pathOf(type, namespace)}?${query}`, JSON_ONLY, signal);
  if (answer.message.statusCode !== 200) throw await caller.refusal(answer, subject);
  for await (const line of readLines(untilSilent(answer.message), KUBE_MAX_ANSWER_BYTES)) {
    const read: ReadEvent | undefined = readEvent(type, line);
    if (read === undefined) throw unreadable(caller.asked(subject));
    yield read;
  }
}

/** Silence ends a watch, and is no fault: not every server sends bookmarks. */
async function* untilSilent(message: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* message;
  } catch (error) {
    if (!(error instanceof SilenceError)) throw error;
  }
}

function endOf({ code, message }: { code: number; message: string }, asked: string): KubeFault {
  if (code === 410) return new KubeFault('expired', `${asked}: ${message}`);
  return new KubeFault('unreachable', `${asked}: the API server ended the watch (${message})`, { passing: true });
}

function unreadable(asked: string): KubeFault {
  return new KubeFault('unreadable', `${asked}: the watch holds something else than events`, { passing: true });
}

function quiet(asked: string): KubeFault {
  return new KubeFault('unreachable', `${asked}: the watch ended without a word`, { passing: true });
}
