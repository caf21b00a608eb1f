import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { POSTGRES_ENVIRONMENT, POSTGRES_MAJOR } from './binaries.ts';
import type { Identity } from './identity.ts';

/** Name of the cluster's owner and of the database in it. */
export const POSTGRES_USER = 'tidemark';

interface InitialiseOptions {
  /** Folder of the bundled Postgres. */
  binaries: string;
  /** Holds the cluster as `data` once it is complete. */
  home: string;
  passwordFile: string;
  identity: Identity | undefined;
}

/**
 * Makes the cluster of `home` unless there is one.
 *
 * @returns The cluster's folder and the password of its owner.
 * @throws TidemarkError `misconfigured` when the cluster belongs to another Postgres or its password is missing.
 */
export function initialise(options: InitialiseOptions): { folder: string; password: string } {
  const folder = join(options.home, 'data');
  if (existsSync(folder)) {
    refuseOtherVersion(folder);
    return { folder, password: readPassword(options.passwordFile) };
  }
  const password = randomBytes(24).toString('base64url');
  rmSync(options.passwordFile, { force: true });
  writeFileSync(options.passwordFile, `${password}\n`, { mode: 0o600 });
  initialiseAside(options, folder, password);
  return { folder, password };
}

/** Builds the cluster beside its final place, so that one cut off half-way is never taken for a cluster. */
function initialiseAside({ binaries, home, identity }: InitialiseOptions, folder: string, password: string): void {
  for (const entry of readdirSync(home)) rmSync(join(home, entry), { recursive: true });
  const incoming = join(home, 'incoming');
  const passwordFile = join(home, 'password');
  mkdirSync(incoming, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity !== undefined) {
    for (const path of [incoming, passwordFile]) chownSync(path, identity.uid, identity.gid);
  }
  const { status, stderr, error } = spawnSync(
    join(binaries, 'bin/initdb'),
    [
      `--pgdata=${incoming}`,
      `--username=${POSTGRES_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
    { cwd: home, encoding: 'utf8', env: POSTGRES_ENVIRONMENT, uid: identity?.uid, gid: identity?.gid },
  );
  rmSync(passwordFile);
  if (status !== 0) {
    throw new TidemarkError(
      'misconfigured',
      `The database could not be made in ${home}: ${error?.message ?? stderr.trim()}`,
    );
  }
  renameSync(incoming, folder);
}

function refuseOtherVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === POSTGRES_MAJOR) return;
  throw new TidemarkError(
    'misconfigured',
    `${folder} was made by Postgres ${version}; this release carries ${POSTGRES_MAJOR}. Move it over with pg_dump and pg_restore, or point TIDEMARK_DATA to a new folder.`,
  );
}

function readPassword(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `The password of the embedded database cannot be read from ${file}: ${messageOf(cause)}. Restore the file, or point TIDEMARK_DATA to a new folder.`,
      { cause },
    );
  }
}
