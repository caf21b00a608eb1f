import { parentPort } from 'node:worker_threads';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { loadModel } from './model.ts';
import type { ThreadReply } from './thread-reply.ts';

/** Entry of the encoder's worker thread: a window in, its vector out, one at a time. */
invariant(parentPort, 'the encoder thread has a parent');
const port = parentPort;
const loading = loadModel();

async function answer(window: string): Promise<ThreadReply> {
  try {
    const encode = await loading;
    return { kind: 'vector', vector: await encode(window) };
  } catch (error) {
    const code = error instanceof TidemarkError ? error.code : 'internal';
    return { kind: 'failed', code, message: messageOf(error) };
  }
}

loading.catch(() => undefined);
port.on('message', async (window: string) => port.postMessage(await answer(window)));
