import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';

/** Where another account reaches files when it cannot reach the data folder; the first writable one is taken. */
const STAGING_FOLDERS = ['/var/lib/tidemark', '/var/tmp/tidemark'];
/** Ending of the file beside a staged cluster that names the link to it. */
const LINK_NOTE = '.link';

/** A cluster that lies outside its data folder, and the link in there that leads to it. */
export interface StagedCluster {
  folder: string;
  link: string;
}

/** A new, empty folder for the cluster that `link` will lead to. */
export function stageCluster(link: string): string {
  const folder = mkdtempSync(join(stagingFolder(), 'postgres-'));
  writeFileSync(`${folder}${LINK_NOTE}`, `${link}\n`);
  return folder;
}

/** Every staged cluster that says where its link was made. */
export function stagedClusters(): StagedCluster[] {
  return STAGING_FOLDERS.filter((parent) => existsSync(parent)).flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => name.endsWith(LINK_NOTE))
      .flatMap((name) => {
        const link = readNote(join(parent, name));
        return link === undefined ? [] : [{ folder: join(parent, name.slice(0, -LINK_NOTE.length)), link }];
      }),
  );
}

/** Undefined for a note that another process has just removed. */
function readNote(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Those of `clusters` whose link was made somewhere below `dataFolder`. */
export function stagedFor(dataFolder: string, clusters: readonly StagedCluster[]): StagedCluster[] {
  return clusters.filter(({ link }) => link.startsWith(dataFolder + sep));
}

/** Removes a staged cluster with its data. */
export function removeStaged({ folder }: StagedCluster): void {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}${LINK_NOTE}`, { force: true });
}

/** The first staging folder that can be written to, made when missing. */
export function stagingFolder(): string {
  const failures: string[] = [];
  for (const folder of STAGING_FOLDERS) {
    try {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o755);
      return folder;
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  throw new TidemarkError(
    'misconfigured',
    `No place for the database's files: ${failures.join('; ')}. Put TIDEMARK_DATA where every account can pass, start as an ordinary user, or set DATABASE_URL.`,
  );
}
