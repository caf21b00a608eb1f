import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClone } from '#lib/git/clone.ts';
import type { Git, GitRemote } from '#lib/git/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { GitAccess, GitSource } from './types.ts';

/**
 * Does `work` with the cached clone of a source, which fetches with its secret; a key of SSH is a file only meanwhile.
 *
 * @param clones Where clones are kept; in the data folder when left out.
 */
export async function withSourceClone<T>(
  { key, url, access }: Pick<GitSource, 'key' | 'url' | 'access'>,
  work: (git: Git, remote: GitRemote) => Promise<T>,
  clones?: string,
): Promise<T> {
  const secrets = temporaryFolder('access');
  try {
    const remote = remoteOf(url, access, secrets);
    return await withClone(key, remote, (git) => work(git, remote), clones);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

/** A key is a file for ssh: it stands in a folder that only this account reads, as long as git is at work. */
function remoteOf(url: string, access: GitAccess, folder: string): GitRemote {
  if (access.kind === 'token') return { url, secret: { user: access.user, token: access.token } };
  if (access.kind === 'none') return { url, secret: null };
  const identityFile = join(folder, 'identity');
  writeFileSync(identityFile, access.privateKey.endsWith('\n') ? access.privateKey : `${access.privateKey}\n`, {
    mode: 0o600,
  });
  const knownHostsFile = access.knownHosts === null ? null : join(folder, 'known_hosts');
  if (knownHostsFile !== null) writeFileSync(knownHostsFile, `${access.knownHosts}\n`);
  return { url, secret: null, ssh: { identityFile, knownHostsFile } };
}
