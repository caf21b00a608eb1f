import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { moduleFolder } from './cache.ts';
import { type ServerModule, SLOW } from './catalog.ts';
import { exclusively } from './lock.ts';
import { runGo } from './run-go.ts';

/**
 * Builds those programs of a module that are not in the cache.
 *
 * @param say Told what is being done, as it begins.
 * @returns Names of the programs built now.
 * @throws TidemarkError `internal` with the output of go when that fails.
 */
export async function buildModule(
  module: ServerModule,
  goVersion: string,
  say: (line: string) => void,
): Promise<string[]> {
  const folder = moduleFolder(module, goVersion);
  const missing = () => Object.entries(module.programs).filter(([name]) => !existsSync(join(folder, name)));
  if (missing().length === 0) return [];
  return exclusively(
    folder,
    () => say(`waiting for another process that builds ${module.folder}`),
    async () => {
      const wanted = missing();
      for (const [name, goPackage] of wanted) {
        const duration = SLOW[name];
        say(duration === undefined ? `building ${name}` : `building ${name}, ${duration} the first time`);
        await runGo(module.folder, [
          'build',
          '-o',
          join(folder, `${name}.part`),
          '-ldflags',
          linker(module),
          goPackage,
        ]);
        // Renamed when complete: what has its name is whole, whoever was killed while it was made.
        renameSync(join(folder, `${name}.part`), join(folder, name));
      }
      return wanted.map(([name]) => name);
    },
  );
}

const linker = (module: ServerModule) => `-s -w ${module.linker ?? ''}`.trim();
