import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { guard } from '#scripts/stack/guard.ts';
import { GO_MODULES } from './toolchain.ts';

/** Tests and builds of the rest run at the same time and must not starve. */
const NICE = ['nice', '-n', '10'] as const;

/**
 * Runs go in a folder below `go/`, in a process group that ends when this process dies.
 *
 * @returns Its standard output.
 * @throws TidemarkError `internal` with all it said when it fails.
 */
export async function runGo(folder: string, args: readonly string[]): Promise<string> {
  const [command, ...options] = NICE;
  const child = spawn(command, [...options, 'go', ...args], {
    cwd: join(GO_MODULES, folder),
    detached: true,
    env: childEnvironment({ CGO_ENABLED: '0' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  guard(child, { signal: 'SIGTERM', group: true });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const [code] = await once(child, 'close');
  if (code === 0) return output;
  throw new TidemarkError('internal', `go ${args.join(' ')} failed in ${folder}:\n${errors}${output}`);
}
