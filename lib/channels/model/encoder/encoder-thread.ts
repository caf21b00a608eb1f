import { Worker } from 'node:worker_threads';
import { TidemarkError } from '#lib/platform/errors.ts';
import { onThreadMessage } from '#lib/platform/thread-messages.ts';
import { DIMENSIONS } from './id.ts';
import type { ThreadReply } from './thread-reply.ts';

/** The thread ended, or hung, before it answered; another may do better. */
export class ThreadEnded extends Error {}

/** One window takes 30 ms and loading 0.3 s; a thread silent for this long will not answer any more. */
const SILENCE_MS = 60_000;

/** Heap of the thread in MB: vocabulary and graph take 20. Weights and tensors (70) lie outside of it; a small heap collects often. */
const HEAP_MB = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 4 };

/** A worker thread that encodes one window at a time. While idle it does not keep the process alive. */
export interface EncoderThread {
  /** @throws ThreadEnded; TidemarkError when the thread answers that it cannot encode. */
  encode(window: string): Promise<Float32Array>;
  /** True once it has ended and cannot be asked any more. */
  ended(): boolean;
  close(): Promise<void>;
}

/** Starts a thread on `file` (thread.ts, or its bundled twin). */
export function startEncoderThread(file: URL): EncoderThread {
  const worker = new Worker(file, { name: 'encoder', resourceLimits: HEAP_MB });
  worker.unref();
  let end: ThreadEnded | undefined;
  // Node.js 20, which the command line runs on as well, has no Promise.withResolvers.
  let waiting: Pick<PromiseWithResolvers<ThreadReply>, 'resolve' | 'reject'> | undefined;

  const finish = (reason: string) => {
    end ??= new ThreadEnded(`The encoder thread ended: ${reason}`);
    waiting?.reject(end);
  };
  onThreadMessage<ThreadReply>(worker, (reply) => waiting?.resolve(reply));
  worker.on('error', (error) => finish(String(error)));
  worker.on('exit', (code) => finish(`exit code ${code}`));

  async function ask(window: string): Promise<ThreadReply> {
    const reply = new Promise<ThreadReply>((resolve, reject) => {
      waiting = { resolve, reject };
    });
    const silence = setTimeout(() => {
      finish(`no answer for ${SILENCE_MS / 1000} s`);
      void worker.terminate();
    }, SILENCE_MS);
    worker.ref();
    worker.postMessage(window);
    try {
      return await reply;
    } finally {
      clearTimeout(silence);
      waiting = undefined;
      if (end === undefined) worker.unref();
    }
  }

  return {
    ended: () => end !== undefined,
    async encode(window) {
      if (end !== undefined) throw end;
      const reply = await ask(window);
      if (reply.kind === 'failed') throw new TidemarkError(reply.code, reply.message);
      return unitVector(reply.vector);
    },
    async close() {
      finish('closed');
      // Else a process with nothing else to do ends before the thread has, and whoever waits is never told.
      worker.ref();
      await worker.terminate();
    },
  };
}

/** Scales to length 1. @throws TidemarkError `internal` for a vector without a direction. */
function unitVector(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (vector.length !== DIMENSIONS || !Number.isFinite(length) || length === 0) {
    throw new TidemarkError(
      'internal',
      `The encoder gave a vector of ${vector.length} components and length ${length}.`,
    );
  }
  return vector.map((component) => component / length);
}
