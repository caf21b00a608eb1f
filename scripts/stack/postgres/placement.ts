import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Identity } from './identity.ts';
import { stageCluster, stagedClusters, stagingFolder } from './staging.ts';

/**
 * The folder that holds the cluster, made when missing. Normally `link` itself; where `identity` cannot
 * get to it (a data folder below /root, say) a staged folder, with `link` as a symbolic link to it.
 *
 * @param notify Is told in one line when the data lies elsewhere.
 */
export function placeCluster(link: string, identity: Identity | undefined, notify: (line: string) => void): string {
  if (existsSync(link)) return realpathSync(link);
  if (isSymbolicLink(link)) {
    throw new TidemarkError(
      'misconfigured',
      `${link} points to a folder that is gone. Restore it, or delete the link to start with an empty database.`,
    );
  }
  if (identity === undefined) {
    mkdirSync(link, { recursive: true, mode: 0o700 });
    return realpathSync(link);
  }
  if (canEnter(dirname(link), identity)) {
    mkdirSync(link, { mode: 0o700 });
    chownSync(link, identity.uid, identity.gid);
    return realpathSync(link);
  }
  for (const stray of stagedClusters()) {
    // Not deleted: a data folder that was moved leads to it still.
    if (existsSync(stray.link)) continue;
    notify(
      `${stray.folder} holds the database of ${dirname(stray.link)}, which is gone. Unless that was moved, delete ${stray.folder}*.`,
    );
  }
  const staged = stageCluster(link);
  chownSync(staged, identity.uid, identity.gid);
  symlinkSync(staged, link);
  notify(`Postgres runs as ${identity.name}, who cannot reach ${dirname(link)}: its files are kept in ${staged}.`);
  return staged;
}

/** The bundled Postgres, or a copy of it where `identity` can run it. */
export function placeBinaries(bundled: string, identity: Identity | undefined, notify: (line: string) => void): string {
  if (identity === undefined || canRun(bundled, identity)) return bundled;
  const version = spawnSync(join(bundled, 'bin/postgres'), ['--version'], { encoding: 'utf8' }).stdout.replace(
    /[^0-9.]/g,
    '',
  );
  const copy = join(stagingFolder(), `binaries-${version}`);
  if (existsSync(copy) && canRun(copy, identity)) return copy;
  const incoming = mkdtempSync(`${copy}-`);
  try {
    run('cp', ['-R', `${bundled}/.`, incoming]);
    run('chown', ['-R', `${identity.uid}:${identity.gid}`, incoming]);
    putInPlace(incoming, copy, identity);
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
  notify(`Postgres runs as ${identity.name}, who cannot reach ${bundled}: a copy of it is kept in ${copy}.`);
  return copy;
}

/** Moves a copy to where it is kept, in place of a broken one; one that somebody else put there meanwhile stays. */
function putInPlace(incoming: string, copy: string, identity: Identity): void {
  if (existsSync(copy)) {
    if (canRun(copy, identity)) return;
    rmSync(copy, { recursive: true });
  }
  renameSync(incoming, copy);
}

/** Asks the system rather than reading modes, so that access lists and mount options count too. */
function canEnter(folder: string, { uid, gid }: Identity): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function canRun(binaries: string, { uid, gid }: Identity): boolean {
  return spawnSync(join(binaries, 'bin/postgres'), ['--version'], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function isSymbolicLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new TidemarkError('misconfigured', `${command} failed: ${stderr}`);
}
