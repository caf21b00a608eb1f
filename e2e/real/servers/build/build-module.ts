import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { guard } from '#scripts/stack/guard.ts';
import { moduleFolder } from './cache.ts';
import { type ServerModule, SLOW } from './catalog.ts';
import { exclusively } from './lock.ts';
import { GO_MODULES } from './toolchain.ts';

/** Tests and builds of the rest run at the same time and must not starve. */
const NICE = ['nice', '-n', '10'] as const;

/**
 * Builds those programs of a module that are not in the cache.
 *
 * @param say Told what is being done, as it begins.
 * @returns Names of the programs built now.
 * @throws TidemarkError `internal` with the output of go when that fails.
 */
export async function buildModule(module: ServerModule, goVersion: string, say: (line: string) => void) {
  const folder = moduleFolder(module, goVersion);
  const missing = () => Object.entries(module.programs).filter(([name]) => !existsSync(join(folder, name)));
  if (missing().length === 0) return [];
  return exclusively(
    folder,
    () => say(`another process builds ${module.folder}: waiting for it`),
    async () => {
      const wanted = missing();
      for (const [name, goPackage] of wanted) {
        const { [name]: duration }: Record<string, string> = SLOW;
        say(duration === undefined ? `building ${name}` : `building ${name}, ${duration} the first time`);
        await runGo(module, ['build', '-o', join(folder, `${name}.part`), '-ldflags', linker(module), goPackage]);
        // Renamed when complete: what has its name is whole, whoever was killed while it was made.
        renameSync(join(folder, `${name}.part`), join(folder, name));
      }
      return wanted.map(([name]) => name);
    },
  );
}

const linker = (module: ServerModule) => `-s -w ${module.linker ?? ''}`.trim();

/** Runs go inside a module; it ends when this process dies. Returns its standard output. */
async function runGo(module: { folder: string }, args: readonly string[]): Promise<string> {
  const [command, ...options] = NICE;
  const child = spawn(command, [...options, 'go', ...args], {
    cwd: join(GO_MODULES, module.folder),
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
  throw new TidemarkError('internal', `go ${args.join(' ')} failed in ${module.folder}:\n${errors}${output}`);
}
