import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCommit, isPartOf } from '#lib/git/fetch.ts';
import { openGit } from '#lib/git/open.ts';
import { historyStream } from './history.ts';

const SHIPPED_REF = 'refs/demo/shipped';
const MAIN = 'refs/heads/main';

export interface FleetRepository {
  /** Address that git fetches from and pushes to. */
  url: string;
  /** Head of its branch main. */
  commit: string;
}

/**
 * The demo's git server: a bare repository in `folder`, made where it is missing. What people pushed stays, unless main
 * no longer goes back to what this version ships.
 *
 * @throws TidemarkError `misconfigured` where git is not installed.
 */
export async function openFleetRepository(folder: string): Promise<FleetRepository> {
  mkdirSync(folder, { recursive: true });
  const url = pathToFileURL(folder).href;
  const git = openGit(folder, { url, secret: null }, folder);
  if (!existsSync(join(folder, 'HEAD'))) await git.run(['init', '--quiet', '--bare', '--initial-branch=main']);
  await git.run(['fast-import', '--quiet', '--force'], { input: historyStream(SHIPPED_REF) });
  const headOf = async (ref: string) => (await git.run(['for-each-ref', '--format=%(objectname)', ref])).trim();
  const shipped = await headOf(SHIPPED_REF);
  const main = await headOf(MAIN);
  const isKept = main !== '' && (await hasCommit(git, main)) && (await isPartOf(git, shipped, main));
  if (!isKept) await git.run(['update-ref', MAIN, shipped]);
  return { url, commit: isKept ? main : shipped };
}
