import type { GitSource } from '#generated/prisma/client.ts';
import type { ForgeConnection } from '#lib/forge/types.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';
import { openGitSource } from './open.ts';

/**
 * The forge of a stored git source; null where none is set up.
 *
 * @throws TidemarkError `misconfigured` when it has no token to speak to it with, or the stored one cannot be opened.
 */
export function openForge(row: GitSource, key: Buffer): ForgeConnection | null {
  const { forge, forgeUrl, forgeProject } = row;
  if (forge === 'none') return null;
  const { access } = openGitSource(row, key);
  if (access.kind !== 'token') {
    const told = `Git source ${row.name} names a forge but has no token for it. Enter one in the settings.`;
    throw new TidemarkError('misconfigured', told);
  }
  invariant(forgeProject, 'a git source with a forge names its project');
  return { kind: forge, url: forgeUrl, project: forgeProject, token: access.token };
}
