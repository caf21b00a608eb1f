import { parentPort } from 'node:worker_threads';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { compareWithBaseline } from '../compare.ts';
import type { Question, Reply } from './messages.ts';

/** Entry of the comparer's worker thread: both sides in, the comparison out, one at a time. */
invariant(parentPort, 'the comparer thread has a parent');
const port = parentPort;

function reply({ prompts, options }: Question): Reply {
  try {
    return { kind: 'compared', comparison: compareWithBaseline(prompts, options) };
  } catch (error) {
    const code = error instanceof TidemarkError ? error.code : 'internal';
    return { kind: 'failed', code, message: messageOf(error) };
  }
}

port.on('message', (question: Question) => port.postMessage(reply(question)));
