import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads until the pipe from us breaks, which also happens when we are killed; then asks the target to end,
 * and ends it by force if it is still there after 20 seconds.
 */
const SCRIPT = `
while read -r line; do :; done
kill -s "$1" -- "$2" 2>/dev/null
i=0
while [ $i -lt 20 ] && kill -s 0 -- "$2" 2>/dev/null; do sleep 1; i=$((i + 1)); done
kill -s KILL -- "$2" 2>/dev/null`;

interface Target {
  /** What asks it to end. */
  signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
  /** True for the whole process group that the child leads. */
  group: boolean;
}

/**
 * Has `child` end when this process dies, however it dies. A shell that waits on a pipe sees to it:
 * it costs less than a megabyte, and no code of ours needs to run at that moment.
 */
export function guard(child: ChildProcess, { signal, group }: Target): void {
  if (child.pid === undefined) return;
  const target = group ? `-${child.pid}` : String(child.pid);
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'tidemark-guard', signal.slice(3), target], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  // Ended with the child, before the system can give its process id to somebody else.
  child.once('exit', () => watcher.kill('SIGKILL'));
}
