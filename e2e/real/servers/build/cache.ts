import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inheritedEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { hashInputs } from '#scripts/stack/inputs-hash.ts';
import { MODULES, type ProgramName, type ServerModule } from './catalog.ts';
import { GO_MODULES, goToolchain } from './toolchain.ts';

const DIGEST_LENGTH = 16;

/** Folder of everything that was built, outside the checkout so that every checkout shares it. */
function cacheRoot(): string {
  const { XDG_CACHE_HOME: given } = inheritedEnvironment(['XDG_CACHE_HOME']);
  return join(given || join(homedir(), '.cache'), 'tidemark/servers');
}

/** Folder of what is made of `inputs` (below `go/`) by `recipe` with this Go: another one as soon as one of them changes. */
export function cacheFolder(name: string, inputs: readonly string[], recipe: unknown, goVersion: string): string {
  const digest = createHash('sha256').update(hashInputs(GO_MODULES, inputs)).update(JSON.stringify(recipe));
  return join(cacheRoot(), `${name}-${digest.update(goVersion).digest('hex').slice(0, DIGEST_LENGTH)}`);
}

/** Folder of a module's programs. */
export function moduleFolder(module: ServerModule, goVersion: string): string {
  return cacheFolder(module.folder, [module.folder], module, goVersion);
}

/**
 * Path of a built program.
 *
 * @throws TidemarkError `misconfigured` where it has not been built yet.
 */
export function programPath(name: ProgramName): string {
  const go = goToolchain();
  if (go.missing !== undefined) throw new TidemarkError('misconfigured', go.missing);
  const module = Object.values<ServerModule>(MODULES).find(({ programs }) => name in programs);
  const path = module && join(moduleFolder(module, go.version), name);
  if (path !== undefined && existsSync(path)) return path;
  throw new TidemarkError('misconfigured', `${name} is not built. Build it: node e2e/real/servers/build.ts`);
}
