import type { IncomingMessage } from 'node:http';
import { KUBE_MAX_ANSWER_BYTES, KUBE_WATCH_SECONDS, KUBE_WATCH_SILENCE_MS } from '#lib/policy/thresholds.ts';
import type { ResourceType } from '../types.ts';
import { faultOfConnection } from './connection-fault.ts';
import { KubeFault } from './fault.ts';
import { type Caller, JSON_ONLY } from './get-json.ts';
import { readLines } from './lines.ts';
import { pathOf, subjectOf } from './resource-path.ts';
import type { Send } from './transport.ts';
import { type ReadEvent, readEvent, type WatchEvent } from './watch-event.ts';

interface WatchQuestion {
  send: Send;
  caller: Caller;
  type: ResourceType;
  /** Null: all namespaces, or a cluster-scoped kind. */
  namespace: string | null;
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
  let resourceVersion = question.resourceVersion;
  for (let failures = 0; ; ) {
    try {
      for await (const read of connectOnce({ ...question, resourceVersion })) {
        if ('ended' in read) throw endOf(read.ended, caller.asked(subjectOf(type, namespace)));
        failures = 0;
        resourceVersion = read.resourceVersion ?? resourceVersion;
        yield read.event;
      }
    } catch (error) {
      signal.throwIfAborted();
      const fault = faultOfConnection(caller.asked(subjectOf(type, namespace)), error);
      if (fault.reason === 'expired') return yield { type: 'expired' };
      await caller.patience(fault, ++failures, signal);
    }
  }
}

/** One connection, until it ends. */
async function* connectOnce({ send, caller, type, namespace, resourceVersion, signal }: WatchQuestion) {
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(KUBE_WATCH_SECONDS),
    resourceVersion,
  });
  const subject = subjectOf(type, namespace);
  const answer = await send(`${pathOf(type, namespace)}?${query}`, JSON_ONLY, signal);
  if (answer.message.statusCode !== 200) throw await caller.refusal(answer, subject);
  for await (const line of readLines(notSilent(answer.message), KUBE_MAX_ANSWER_BYTES)) {
    const read: ReadEvent | undefined = readEvent(type, line);
    if (read === undefined) throw unreadable(caller.asked(subject));
    yield read;
  }
}

/** The parts of a stream that is never quiet for long. */
async function* notSilent(message: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  const silence = Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => message.destroy(silence), KUBE_WATCH_SILENCE_MS);
  try {
    for await (const chunk of message) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
    message.destroy();
  }
}

function endOf({ code, message }: { code: number; message: string }, asked: string): KubeFault {
  if (code === 410) return new KubeFault('expired', `${asked}: ${message}`);
  return new KubeFault('unreachable', `${asked}: the API server ended the watch (${message})`, { passing: true });
}

function unreadable(asked: string): KubeFault {
  return new KubeFault('unreadable', `${asked}: the watch holds something else than events`, { passing: true });
}
