import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

/** A bare repository on disk that stands for a server, and what happens on it. */
export interface GitServer {
  url: string;
  /** Of the bare repository. */
  folder: string;
  /** Commits files (null removes one, `{ link }` makes one a symbolic link) to a branch, and gives the commit. */
  commit(files: Record<string, string | Buffer | { link: string } | null>, branch?: string): string;
  /** Runs git in the bare repository. */
  git(...args: string[]): string;
  /** Has the server refuse every push with these words, until `accept`. */
  refuse(words: string): void;
  accept(): void;
  remove(): void;
}

/** A golden task that parses; `id` is also the name of its file. */
export function taskYaml(id: string, over = ''): string {
  return `id: ${id}
title: Task ${id}
agents: [support]
input:
  messages:
    - role: user
      content: May I have my money back?
assertions:
  - kind: contains
    value: refund
${over}`;
}

/** A repository as people have it: a project file, a prompt and one task. */
export const SAMPLE_FILES: Record<string, string> = {
  'evals/tidemark.yaml': `agents:
  - name: support
    prompt: prompts/support.md
    models: [demo-agent]
`,
  'prompts/support.md': 'You answer customers of a shop.\n',
  'evals/golden/refund.yaml': taskYaml('refund'),
};

/** Makes a server with `files` on its branch main. Call `remove` at the end. */
export function makeGitServer(files: Record<string, string> = SAMPLE_FILES): GitServer {
  const top = temporaryFolder('git');
  const folder = join(top, 'server.git');
  const work = join(top, 'work');
  const environment = childEnvironment({
    HOME: top,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Dev',
    GIT_AUTHOR_EMAIL: 'dev@example.test',
    GIT_COMMITTER_NAME: 'Dev',
    GIT_COMMITTER_EMAIL: 'dev@example.test',
  });
  const run = (cwd: string, args: string[]) =>
    execFileSync('git', args, { cwd, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  run(top, ['init', '--quiet', '--bare', '-b', 'main', folder]);
  run(top, ['init', '--quiet', '-b', 'main', work]);
  const hook = join(folder, 'hooks', 'pre-receive');
  const server: GitServer = {
    url: `file://${folder}`,
    folder,
    commit: (changes, branch = 'main') => {
      if (branch !== 'main') run(work, ['checkout', '--quiet', '-B', branch]);
      for (const [path, content] of Object.entries(changes)) write(join(work, path), content);
      run(work, ['add', '--all']);
      run(work, ['commit', '--quiet', '--allow-empty', '-m', 'Change']);
      run(work, ['push', '--quiet', '--force', folder, `HEAD:refs/heads/${branch}`]);
      const commit = run(work, ['rev-parse', 'HEAD']);
      if (branch !== 'main') run(work, ['checkout', '--quiet', 'main']);
      return commit;
    },
    git: (...args) => run(folder, args),
    refuse: (words) => {
      writeFileSync(hook, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`);
      chmodSync(hook, 0o755);
    },
    accept: () => rmSync(hook, { force: true }),
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
  server.commit(files);
  return server;
}

function write(path: string, content: string | Buffer | { link: string } | null): void {
  rmSync(path, { recursive: true, force: true });
  if (content === null) return;
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(path, content);
  else symlinkSync(content.link, path);
}
