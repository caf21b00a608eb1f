import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { guard } from './guard.ts';
import { openLog } from './log-file.ts';

/** How a program is ended. */
interface Ending {
  /** What is told: the process alone, or with all it has started. */
  of: 'process' | 'group';
  ask: 'SIGTERM' | 'SIGINT' | 'SIGKILL';
  patienceMs: number;
  /** Sent when it does not end in time, or there is no time. */
  force: 'SIGQUIT' | 'SIGKILL';
}

/** One process to run and keep running. */
export interface ProgramSpec {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  /** Another account to run as. */
  account?: { uid: number; gid: number } | undefined;
  logFile: string;
  /** Tells that it is up: it sends `{ready: true}` over its IPC channel, or this check says so. */
  readyBy: 'message' | ((pid: number) => Promise<boolean>);
  readyTimeoutMs: number;
  ending: Ending;
}

export interface Launched {
  child: ChildProcess;
  isReady: () => Promise<boolean>;
  hasEnded: () => boolean;
  /** Resolves when it has ended, with how in words. */
  ended: Promise<string>;
}

/**
 * Starts a program once, its output going to its log. It leads a process group of its own, so that Ctrl-C in
 * the terminal does not reach it before the orderly stop, and it ends when this process dies.
 */
export function launch(spec: ProgramSpec): Launched {
  const { readyBy, ending } = spec;
  const log = openLog(spec.logFile);
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    detached: true,
    env: spec.environment,
    stdio: ['ignore', log, log, ...(readyBy === 'message' ? (['ipc'] as const) : [])],
    ...spec.account,
  });
  closeSync(log);
  guard(child, { signal: ending.ask, group: ending.of === 'group' });

  let announced = false;
  child.on('message', (message) => {
    announced ||= typeof message === 'object' && message !== null && 'ready' in message;
  });
  let over = false;
  const ended = new Promise<string>((resolve) => {
    const settle = (how: string) => {
      over = true;
      resolve(how);
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `exit code ${code}`));
  });
  return {
    child,
    isReady: async () => {
      if (over || child.pid === undefined) return false;
      return readyBy === 'message' ? announced : readyBy(child.pid);
    },
    hasEnded: () => over,
    ended,
  };
}
