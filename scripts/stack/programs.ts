import { join } from 'node:path';
import { childEnvironment } from '#lib/platform/env.ts';
import { buildConsole, NEXT } from './build.ts';
import type { ProgramSpec } from './launch.ts';
import { ROOT } from './root.ts';

/** `production` serves the built console; `development` reloads console and worker when sources change. */
export type Mode = 'production' | 'development';

export interface ProgramOptions {
  mode: Mode;
  dataFolder: string;
  host: string;
  port: number;
}

/** Address a browser on this machine reaches the console at. */
export function consoleUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** The Next.js server. */
function consoleProgram({ mode, dataFolder, host, port }: ProgramOptions): ProgramSpec {
  return {
    ...nodeProgram([NEXT, mode === 'production' ? 'start' : 'dev', '-H', host, '-p', String(port)], {
      NODE_ENV: mode,
      NEXT_TELEMETRY_DISABLED: '1',
    }),
    name: 'console',
    logFile: join(dataFolder, 'logs/console.log'),
    readyBy: () => answersAt(`${consoleUrl(host, port)}/api/readyz`),
    readyTimeoutMs: 120_000,
    ending: { of: 'group', ask: 'SIGTERM', patienceMs: 5_000, force: 'SIGKILL' },
  };
}

/** The process that runs the jobs. */
function workerProgram({ mode, dataFolder }: ProgramOptions): ProgramSpec {
  return {
    ...nodeProgram([...(mode === 'production' ? [] : ['--watch', '--watch-preserve-output']), 'worker/main.mjs'], {
      NODE_ENV: mode,
    }),
    name: 'worker',
    logFile: join(dataFolder, 'logs/worker.log'),
    readyBy: 'message',
    readyTimeoutMs: 60_000,
    ending: { of: 'group', ask: 'SIGTERM', patienceMs: 15_000, force: 'SIGKILL' },
  };
}

/** The bundled stand-in for a gateway. */
export function demoProgram(dataFolder: string, port: number): ProgramSpec {
  return {
    ...nodeProgram(['demo/main.ts'], {
      DEMO_GATEWAY_PORT: String(port),
      DEMO_GATEWAY_STATE: join(dataFolder, 'demo-gateway.json'),
    }),
    name: 'demo gateway',
    logFile: join(dataFolder, 'logs/demo-gateway.log'),
    readyBy: () => answersAt(`http://127.0.0.1:${port}/demo/health`),
    readyTimeoutMs: 30_000,
    ending: { of: 'group', ask: 'SIGTERM', patienceMs: 3_000, force: 'SIGKILL' },
  };
}

/** The bundled stand-ins for a cluster and a flagd, with their repository in `folder`. */
export function fleetProgram(
  dataFolder: string,
  folder: string,
  { control, cluster, flagd }: { control: number; cluster: number; flagd: number },
): ProgramSpec {
  const ports = [`--port=${control}`, `--cluster=${cluster}`, `--flagd=${flagd}`];
  return {
    ...nodeProgram(['demo/fleet/main.ts', `--folder=${folder}`, ...ports], {}),
    name: 'demo cluster',
    logFile: join(dataFolder, 'logs/demo-cluster.log'),
    readyBy: () => answersAt(`http://127.0.0.1:${control}/demo/health`),
    readyTimeoutMs: 30_000,
    ending: { of: 'group', ask: 'SIGTERM', patienceMs: 3_000, force: 'SIGKILL' },
  };
}

/** How the stack's own processes are made and run. */
export interface Programs {
  /** Builds what the console needs; tells what was done. */
  prepareConsole: (mode: Mode, signal: AbortSignal) => Promise<string>;
  console: (options: ProgramOptions) => ProgramSpec;
  worker: (options: ProgramOptions) => ProgramSpec;
}

export const PROGRAMS: Programs = {
  prepareConsole: async (mode, signal) => {
    if (mode === 'development') return 'on demand';
    return (await buildConsole(signal)) ? 'built' : 'up to date';
  },
  console: consoleProgram,
  worker: workerProgram,
};

/** What our own programs share: this Node, the checkout, this process's environment. */
export function nodeProgram(args: string[], environment: Record<string, string>) {
  return { command: process.execPath, args, cwd: ROOT, environment: childEnvironment(environment) };
}

/** True when something below 500 is answered at `url`. */
export async function answersAt(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
