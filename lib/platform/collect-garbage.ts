import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

/**
 * Has V8 look for garbage now. On a large machine it lets hundreds of megabytes gather before it looks by itself, and
 * work that reads and drops much would leave them to the process for good. Takes some tens of milliseconds.
 */
export function collectGarbage(): void {
  gc();
}

/**
 * Keeps the part of the heap where objects begin as small as a collection leaves it, until disposed of: a start, or
 * work that drops nearly all it reads, would have it grow by 50 MB. Not for all that the worker does, since collections
 * get frequent, and calls to gateways wait for them.
 */
export function keepYoungHeapSmall(): Disposable {
  gc();
  setFlagsFromString('--semi-space-growth-factor=1');
  return { [Symbol.dispose]: () => setFlagsFromString('--semi-space-growth-factor=2') };
}
