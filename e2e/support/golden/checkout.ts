import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { ROOT } from '#scripts/stack/root.ts';

/** What a command printed and how it ended. */
interface Ended {
  exitCode: number;
  shown: string;
}

/** A developer's clone of a repository. */
export interface Checkout {
  git: (...args: string[]) => string;
  /** Changes a file by its text and commits that. */
  edit: (path: string, change: (text: string) => string, message: string) => void;
  read: (path: string) => string;
  has: (path: string) => boolean;
  /** Runs the command line in it. */
  tidemark: (...args: string[]) => Promise<Ended>;
}

/** Clones `url` as somebody who asks the gateway of `variables`. */
export function checkOut(url: string, variables: Record<string, string>): Checkout {
  const top = temporaryFolder('checkout');
  const folder = join(top, 'shop');
  const environment = childEnvironment({ HOME: top, GIT_CONFIG_NOSYSTEM: '1', ...variables });
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  execFileSync('git', ['clone', '--quiet', url, folder], { env: environment });
  git('config', 'user.name', 'Grace Hopper');
  git('config', 'user.email', 'grace@example.org');
  return {
    git,
    edit: (path, change, message) => {
      writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
      git('commit', '--quiet', '--all', '--message', message);
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    has: (path) => existsSync(join(folder, path)),
    tidemark: (...args) =>
      new Promise((resolve) => {
        const command = [join(ROOT, 'cli/entry.ts'), ...args];
        const child = execFile(process.execPath, command, { cwd: folder, env: environment }, (_, stdout, stderr) =>
          resolve({ exitCode: child.exitCode ?? -1, shown: stdout + stderr }),
        );
      }),
  };
}
