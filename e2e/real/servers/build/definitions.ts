import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TidemarkError } from '#lib/platform/errors.ts';
import { cacheFolder } from './cache.ts';
import { type DefinitionSet, type DefinitionSource, HELM_RELEASE, SOURCES } from './definition-sources.ts';
import { exclusively } from './lock.ts';
import { runGo } from './run-go.ts';
import { goToolchain } from './toolchain.ts';

const download = z.object({ Dir: z.string(), Sum: z.string() });

/**
 * Collects the CustomResourceDefinitions of Flux and Kyverno in the cache unless they are there.
 *
 * @returns Whether that was done now.
 */
export async function collectDefinitions(goVersion: string, say: (line: string) => void): Promise<boolean> {
  const folder = definitionsFolder(goVersion);
  if (existsSync(join(folder, 'complete'))) return false;
  return exclusively(
    folder,
    () => say('waiting for another process that collects resource definitions'),
    async () => {
      if (existsSync(join(folder, 'complete'))) return false;
      say('collecting the resource definitions of Flux and Kyverno');
      const part = join(folder, 'part');
      rmSync(part, { recursive: true, force: true });
      await Promise.all(Object.entries(SOURCES).map(([set, sources]) => copyAll(sources, join(part, set))));
      await runGo(HELM_RELEASE.folder, [
        'tool',
        'controller-gen',
        'crd',
        `paths=${HELM_RELEASE.types}`,
        `output:crd:dir=${join(part, 'flux')}`,
      ]);
      renameSync(part, join(folder, 'complete'));
      return true;
    },
  );
}

/**
 * Paths of the YAML files of one product's definitions.
 *
 * @throws TidemarkError `misconfigured` where they have not been collected.
 */
export function definitionFiles(set: DefinitionSet): string[] {
  const go = goToolchain();
  if (go.missing !== undefined) throw new TidemarkError('misconfigured', go.missing);
  const folder = join(definitionsFolder(go.version), 'complete', set);
  if (existsSync(folder)) return readdirSync(folder).map((name) => join(folder, name));
  throw new TidemarkError('misconfigured', `Definitions are missing. Run: node e2e/real/servers/build.ts`);
}

const definitionsFolder = (goVersion: string) =>
  cacheFolder('definitions', [HELM_RELEASE.folder], { SOURCES, HELM_RELEASE }, goVersion);

async function copyAll(sources: readonly DefinitionSource[], target: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  for (const { module, sum, folders } of sources) {
    const { Dir, Sum } = download.parse(JSON.parse(await runGo('.', ['mod', 'download', '-json', module])));
    if (Sum !== sum)
      throw new TidemarkError('internal', `${module} is ${Sum}, but ${sum} is pinned in ${import.meta.filename}.`);
    for (const folder of folders.map((name) => join(Dir, name))) {
      for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(target, file));
    }
  }
}
