import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TidemarkError } from '#lib/platform/errors.ts';
import { cacheFolder } from './cache.ts';
import { exclusively } from './lock.ts';
import { runGo } from './run-go.ts';
import { goToolchain } from './toolchain.ts';

export type DefinitionSet = 'flux' | 'kyverno';

interface DefinitionSource {
  /** Go module whose source carries the files. */
  module: string;
  /** Its checksum as go.sum writes it. */
  sum: string;
  folders: readonly string[];
}

const FLUX_FOLDERS = ['config/crd/bases'];

/** Where the CustomResourceDefinitions come from: the released modules of the products themselves. */
const SOURCES = {
  flux: [
    {
      module: 'github.com/fluxcd/kustomize-controller@v1.9.6',
      sum: 'h1:XB+G3A0mky0j5uVHZWv4oSlS2RvZBoNIUhstIvY0JKE=',
      folders: FLUX_FOLDERS,
    },
    {
      module: 'github.com/fluxcd/source-controller@v1.9.6',
      sum: 'h1:nG534/bI6nVpyHra7ONAk6xDB3xPsVT+EOLHZHXPrrc=',
      folders: FLUX_FOLDERS,
    },
    {
      module: 'github.com/fluxcd/notification-controller@v1.6.0',
      sum: 'h1:5C06VdqTVsbBFjtSZejnKT60U00Uyj6DAtKrqU1Si/w=',
      folders: FLUX_FOLDERS,
    },
  ],
  kyverno: [
    {
      module: 'github.com/kyverno/kyverno@v1.19.1',
      sum: 'h1:/MkgFii3/VlQfKR1JpC9tVwNNVNQTt2S4U6qCsafsTU=',
      folders: ['config/crds/kyverno', 'config/crds/policies.kyverno.io', 'config/crds/policyreport'],
    },
  ],
} as const satisfies Record<DefinitionSet, readonly DefinitionSource[]>;

/** HelmRelease is generated from its Go types, the way its own project does it. */
const HELM_RELEASE = { folder: 'helm-release', types: 'github.com/fluxcd/helm-controller/api/v2' };

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
