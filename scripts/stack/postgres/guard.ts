import { type ChildProcess, spawn } from 'node:child_process';

/** Reads until the pipe from us breaks, which also happens when we are killed, then ends the process given. */
const SCRIPT = 'while read -r line; do :; done; kill -s "$1" "$2"';

/**
 * Has `child` receive `signal` when this process dies, however it dies. A shell that waits on a pipe
 * does it: it costs less than a megabyte, and no code of ours needs to run at that moment.
 */
export function guard(child: ChildProcess, signal: 'INT' | 'TERM'): void {
  if (child.pid === undefined) return;
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'tidemark-guard', signal, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  // Ended with the child, before the system can give its process id to somebody else.
  child.once('exit', () => watcher.kill('SIGKILL'));
}
