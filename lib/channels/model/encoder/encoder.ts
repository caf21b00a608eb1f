import pLimit from 'p-limit';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { type EncoderThread, startEncoderThread, ThreadEnded } from './encoder-thread.ts';
import { ENCODER_ID } from './id.ts';
import { encoderWindow } from './text.ts';
import type { Encoder } from './types.ts';

/** Texts that may wait; at 30 ms each a longer queue would hold a caller for more than ten minutes. */
const MAX_QUEUED = 20_000;

/** From source the thread is a file beside this one; in the bundled command line it is an entry of its own. */
const THREAD_FILE = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './encoder-thread.mjs', import.meta.url);

/** An encoder that holds a thread. */
export interface ThreadedEncoder extends Encoder {
  /** Ends the thread; what still waits is refused as `unavailable`. Calls after it are refused likewise. */
  close(): Promise<void>;
}

/**
 * Universal Sentence Encoder Lite in one worker thread, so that the caller's thread never blocks. The thread starts
 * with the first text (0.3 s, about 100 MB) and is started anew after a crash; a text that crashes two threads is
 * refused as `unavailable`.
 *
 * It reads the opening and the ending of a text (text.ts), and hears little of negation, digits or emoji: texts that
 * differ only in these are close to each other.
 */
export function createEncoder(options: { threadFile?: URL; maxQueued?: number } = {}): ThreadedEncoder {
  const { threadFile = THREAD_FILE, maxQueued = MAX_QUEUED } = options;
  const turn = pLimit(1);
  let thread: EncoderThread | undefined;
  let closed = false;

  async function attempt(window: string): Promise<Float32Array> {
    if (thread === undefined || thread.ended()) thread = startEncoderThread(threadFile);
    return await thread.encode(window);
  }

  async function encodeWindow(window: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    for (let endings = 0; ; endings += 1) {
      signal?.throwIfAborted();
      if (closed) throw new TidemarkError('unavailable', 'The sentence encoder is closed.');
      try {
        return await attempt(window);
      } catch (error) {
        if (!(error instanceof ThreadEnded)) throw error;
        if (endings > 0 && !closed) throw keepsEnding(error);
      }
    }
  }

  return {
    id: ENCODER_ID,
    async encode(texts, signal) {
      const windows = texts.map(encoderWindow);
      const distinct = [...new Set(windows)];
      if (turn.pendingCount + distinct.length > maxQueued) {
        throw new TidemarkError('unavailable', `More than ${maxQueued} texts wait for the sentence encoder.`, {
          retryAfterSeconds: 60,
        });
      }
      const vectors = await Promise.all(distinct.map((window) => turn(() => encodeWindow(window, signal))));
      const vectorOf = new Map(distinct.map((window, index) => [window, vectors[index]]));
      return windows.flatMap((window) => vectorOf.get(window) ?? []);
    },
    async close() {
      closed = true;
      await thread?.close();
    },
  };
}

function keepsEnding(cause: ThreadEnded): TidemarkError {
  const message = `The sentence encoder fails twice on one text: ${messageOf(cause)}. Give the process more memory, or see its log.`;
  return new TidemarkError('unavailable', message, { cause });
}
