import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

/** A repository that is checked out, as people have it. */
export interface TestWorkTree {
  folder: string;
  /** Commits files, and gives the commit. */
  commit(files: Readonly<Record<string, string | Buffer>>): string;
  /** The same, in place of the last commit, as somebody who pushes by force. */
  rewrite(files: Readonly<Record<string, string>>): string;
  /** Commits a folder under another name. */
  rename(from: string, to: string): string;
  remove(): void;
}

/** Makes a repository on the branch main; `remote` is the address of its origin, which is never asked. */
export function makeWorkTree(files: Readonly<Record<string, string>>, remote?: string): TestWorkTree {
  const folder = temporaryFolder('tree');
  const env = childEnvironment({ HOME: folder, GIT_CONFIG_NOSYSTEM: '1' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.test', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    }).trim();
  const commit = (changes: Readonly<Record<string, string | Buffer>>, ...more: string[]) => {
    for (const [path, text] of Object.entries(changes)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '-m', 'Change', ...more);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '-b', 'main');
  if (remote !== undefined) git('remote', 'add', 'origin', remote);
  commit(files);
  const rewrite = (changes: Readonly<Record<string, string>>) => commit(changes, '--amend');
  const rename = (from: string, to: string) => {
    git('mv', from, to);
    return commit({});
  };
  return { folder, commit, rewrite, rename, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
