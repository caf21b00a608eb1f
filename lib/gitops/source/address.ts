import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseGitUrl } from '#lib/git/url.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/**
 * The address of a repository as git is given it: https, ssh or file, or a folder of this machine.
 *
 * @throws TidemarkError `invalid_input` for other addresses, `not_found` where there is no such folder.
 */
export function sourceUrl(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text)) return parseGitUrl(text);
  const folder = resolve(text);
  if (existsSync(folder)) return parseGitUrl(pathToFileURL(realpathSync(folder)).href);
  throw new TidemarkError('not_found', `There is no folder ${text}. Name a git repository by its folder or address.`);
}

/** Whether two addresses mean the same repository, whatever transport, user and ending they are written with. */
export function sameRepository(one: string, other: string): boolean {
  const [a, b] = [identityOf(one), identityOf(other)];
  return a !== null && a === b;
}

function identityOf(text: string): string | null {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(text);
  const url = scp === null ? text : `ssh://${scp[1]}/${scp[2]}`;
  if (!URL.canParse(url)) return null;
  const { hostname, pathname } = new URL(url);
  return `${hostname}/${pathname.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '')}`.toLowerCase();
}
