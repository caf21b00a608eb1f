import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { TidemarkError } from '#lib/platform/errors.ts';
import { onThreadMessage } from '#lib/platform/thread-messages.ts';
import type { Comparison } from '../types.ts';
import type { Question, Reply } from './messages.ts';

/** Heap of the thread in MB: answers of both sides take 20, the permutations of a small p-value 150. */
const HEAP_MB = { maxOldGenerationSizeMb: 512 };

/** Compares a run with its baseline, off the caller's thread. */
export interface Comparer {
  /** @throws TidemarkError what `compareWithBaseline` throws, or `unavailable` when the thread ends before it answers. */
  compare(prompts: Question['prompts'], options: Question['options']): Promise<Comparison<number>>;
  close(): Promise<void>;
}

/**
 * `compareWithBaseline` in one worker thread, one comparison after the other: a hundred thousand permutations take
 * seconds, in which the job loop must go on. The thread starts with the first comparison, does not keep the process
 * alive while idle, and is started anew after a crash.
 */
export function createComparer(): Comparer {
  const turn = pLimit(1);
  let thread: Worker | undefined;

  /** Also hears of an end that comes while nothing is asked, so that the next question starts a thread anew. */
  function start(): Worker {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { name: 'comparer', resourceLimits: HEAP_MB });
    const forget = () => {
      if (thread === worker) thread = undefined;
    };
    worker.on('error', forget).on('exit', forget);
    worker.unref();
    return worker;
  }

  async function ask(question: Question): Promise<Comparison<number>> {
    thread ??= start();
    const asked = thread;
    const answer = Promise.withResolvers<Reply>();
    const ended = (reason: unknown) => {
      answer.reject(new TidemarkError('unavailable', `The comparison's thread ended: ${String(reason)}`));
    };
    const exited = (code: number) => ended(`exit code ${code}`);
    const stopHearing = onThreadMessage<Reply>(asked, answer.resolve);
    asked.once('error', ended).once('exit', exited);
    asked.ref();
    asked.postMessage(question);
    try {
      const reply = await answer.promise;
      if (reply.kind === 'failed') throw new TidemarkError(reply.code, reply.message);
      return reply.comparison;
    } finally {
      stopHearing();
      asked.off('error', ended).off('exit', exited);
      asked.unref();
    }
  }

  return {
    compare: (prompts, options) => turn(() => ask({ prompts, options })),
    close: async () => {
      await thread?.terminate();
    },
  };
}
