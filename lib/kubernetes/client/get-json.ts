import { setTimeout as sleep } from 'node:timers/promises';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import { deadlineOf } from '#lib/platform/deadline.ts';
import { KUBE_ATTEMPTS, KUBE_MAX_ANSWER_BYTES, KUBE_MAX_WAIT_MS, KUBE_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { faultOfConnection } from './connection-fault.ts';
import { KubeFault } from './fault.ts';
import { BodyTooLargeError, decode, readBody } from './read-body.ts';
import { faultOfAnswer } from './status-fault.ts';
import type { Answer, Apply, KubeWorld, Transport } from './transport.ts';

/** JSON of the API server. */
export const JSON_ONLY = 'application/json';

interface Question<T> {
  /** Below the server's address, with its query. */
  path: string;
  /** For messages, e.g. `secrets in payments`. */
  subject: string;
  accept?: string;
  /** Set: not to read, but to ask what applying this to the path would make of it. */
  apply?: Apply;
  signal: AbortSignal;
  /**
   * Narrows the answer; undefined where it is something else.
   *
   * @param isWhole false where bytes of the answer were no UTF-8 and became U+FFFD
   */
  read: (body: unknown, isWhole: boolean) => T | undefined;
  /** How to mend an answer that is something else. */
  mend?: string;
}

export type GetJson = <T>(question: Question<T>) => Promise<T>;

/** What `createGetJson` and a watch share. */
export interface Caller {
  /** Where and what, as messages begin. */
  asked: (subject: string) => string;
  /** The fault that an answer other than 200 amounts to, to a dry run if it was one; reads its body. */
  refusal: (answer: Answer, subject: string, isDryRun?: boolean) => Promise<KubeFault>;
  /** Waits after a failed try. @throws the fault itself where trying again is of no use, or was tried often enough. */
  patience: (fault: KubeFault, attempt: number, signal: AbortSignal) => Promise<void>;
}

/** Builds how one client words its faults and how long it tries. */
export function createCaller(server: string, { now, random, wait = pause }: KubeWorld): Caller {
  const asked = (subject: string) => `Cluster ${server}: ${subject}`;
  return {
    asked,
    async refusal({ message, credentials }, subject, isDryRun = false) {
      const status = message.statusCode ?? 0;
      const body = decode(await readBody(message, KUBE_MAX_ANSWER_BYTES)).text;
      const headers = new Headers();
      for (const name of ['retry-after', 'date'] as const) headers.set(name, message.headers[name] ?? '');
      return faultOfAnswer({ asked: asked(subject), status, headers, body, credentials, now: now(), isDryRun });
    },
    async patience(fault, attempt, signal) {
      const delayMs = nextDelayMs({ attempt, retryAfterMs: fault.retryAfterMs, random });
      if (!fault.passing || attempt >= KUBE_ATTEMPTS || delayMs > KUBE_MAX_WAIT_MS) throw fault;
      await wait(delayMs, signal);
    },
  };
}

/**
 * The one way to read JSON of an API server: bounded in time and bytes, passing faults tried again. Rejects with
 * KubeFault, or with the reason of `signal`.
 */
export function createGetJson({ send, sendDryRun }: Transport, { asked, refusal, patience }: Caller): GetJson {
  async function once<T>({ path, subject, accept = JSON_ONLY, apply, signal, read, mend }: Question<T>): Promise<T> {
    using deadline = deadlineOf(KUBE_TIMEOUT_MS, signal);
    try {
      const answer = await (apply === undefined
        ? send(path, accept, deadline.signal)
        : sendDryRun(path, apply, deadline.signal));
      if (!isTaken(answer, apply)) throw await refusal(answer, subject, apply !== undefined);
      const { text, isWhole } = decode(await readBody(answer.message, KUBE_MAX_ANSWER_BYTES));
      const result = read(JSON.parse(text), isWhole);
      if (result === undefined) throw unreadable(`${asked(subject)}: the answer is another than an API server's`, mend);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof BodyTooLargeError) throw tooLarge(asked(subject), error);
      // Without its cause, whose message quotes the answer, which may be a Secret.
      if (error instanceof SyntaxError) throw unreadable(`${asked(subject)}: the answer is no complete JSON`);
      if (deadline.hasPassed()) throw tooSlow(asked(subject), error);
      throw faultOfConnection(asked(subject), error);
    }
  }

  return async (question) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(question);
      } catch (error) {
        if (!(error instanceof KubeFault)) throw error;
        await patience(error, attempt, question.signal);
      }
    }
  };
}

/** What is not there yet would be created. */
function isTaken({ message }: Answer, apply: Apply | undefined): boolean {
  return message.statusCode === 200 || (apply !== undefined && message.statusCode === 201);
}

function tooLarge(asked: string, cause: unknown): KubeFault {
  return new KubeFault('too_large', `${asked}: the answer is larger than ${KUBE_MAX_ANSWER_BYTES / 1e6} MB`, { cause });
}

function unreadable(detail: string, mend?: string): KubeFault {
  return new KubeFault('unreadable', detail, { passing: true, mend });
}

function tooSlow(asked: string, cause: unknown): KubeFault {
  const detail = `${asked}: no whole answer within ${KUBE_TIMEOUT_MS / 1000} s`;
  return new KubeFault('unreachable', detail, { cause, passing: true });
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal });
}
