import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { RenderTools, Tool } from '../types.ts';

interface FindOptions {
  /** PATH of the process. */
  searchPath: string;
  /** Absolute paths that a person set; they come before the search path. */
  kustomize?: string | undefined;
  helm?: string | undefined;
}

/** What to do where kustomize is missing. */
export const WITHOUT_KUSTOMIZE =
  'It needs kustomize, which is not on this machine. Install kustomize 5 or kubectl 1.27 or later where Tidemark runs, in a folder of its PATH.';

/** What to do where helm is missing. */
export const WITHOUT_HELM =
  'It needs helm, which is not on this machine. Install helm 3 or later where Tidemark runs, in a folder of its PATH.';

/**
 * The programs that rendering uses: kustomize, or the one that kubectl brings along, and helm.
 *
 * @throws TidemarkError `misconfigured` when a path that a person set is no program.
 */
export function findTools({ searchPath, kustomize, helm }: FindOptions): RenderTools {
  const own = locate('kustomize', searchPath, kustomize);
  const kubectl = own === null ? locate('kubectl', searchPath, undefined) : null;
  const helmPath = locate('helm', searchPath, helm);
  return {
    kustomize: own !== null ? kustomizeTool(own) : kubectl === null ? null : { command: kubectl, words: ['kustomize'] },
    helm: helmPath === null ? null : { command: helmPath, words: [] },
  };
}

/** A path that a person set may lead to either program. */
function kustomizeTool(command: string): Tool {
  return { command, words: [/kubectl[^/\\]*$/.test(command) ? 'kustomize' : 'build'] };
}

function locate(name: string, searchPath: string, configured: string | undefined): string | null {
  if (configured !== undefined) {
    if (isAbsolute(configured) && isProgram(configured)) return configured;
    throw new TidemarkError(
      'misconfigured',
      `${configured} is no program. Name ${name} by its absolute path, or leave it to the PATH.`,
    );
  }
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
