import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names that kustomize takes for its own file, in the order it looks for them. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** What Flux finds in a folder: manifests, and folders that say themselves how they are built. */
export interface FolderContent {
  /** The folder's own kustomization, by its name. */
  kustomization: string | null;
  /** From the folder, with `/`, in the order of Flux's walk. */
  manifests: string[];
  /** Folders with a kustomization of their own, from the folder. */
  kustomizations: string[];
}

/** Walks a folder as Flux does where it has to write the kustomization itself. Links are passed over. */
export function listFolder(folder: string): FolderContent {
  const found: FolderContent = { kustomization: ownKustomization(folder), manifests: [], kustomizations: [] };
  walk(folder, '', found);
  return found;
}

function ownKustomization(folder: string): string | null {
  const names = new Set(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  );
  return KUSTOMIZATION_FILES.find((name) => names.has(name)) ?? null;
}

function walk(top: string, below: string, found: FolderContent): void {
  const entries = readdirSync(join(top, below), { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() && /\.ya?ml$/.test(entry.name)) found.manifests.push(path);
    if (!entry.isDirectory()) continue;
    if (ownKustomization(join(top, path)) === null) walk(top, path, found);
    else found.kustomizations.push(path);
  }
}
