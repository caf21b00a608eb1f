import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#lib/platform/errors.ts';
import { SELF_CHECK_TIME_MS } from '#lib/policy/thresholds.ts';
import { measureSelfCheck, type SelfCheckTask } from './measure.ts';

/** Entry of the worker thread of one self-check: the task comes with its start, its tallies are the one message. */
invariant(parentPort, 'the self-check thread has a parent');
// `measureInThread` is the only one who starts this thread.
const task = workerData as SelfCheckTask;
const endAt = performance.now() + SELF_CHECK_TIME_MS;
parentPort.postMessage(measureSelfCheck(task, () => performance.now() > endAt));
