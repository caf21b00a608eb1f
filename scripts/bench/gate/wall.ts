import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '#lib/platform/env.ts';
import { invariant } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { packCli } from '../../cli-package.ts';
import { ROOT } from '../../stack/root.ts';

const TASKS = 20;
const CALL_MS = 200;
const PARALLEL = 20;

export interface WallTime {
  /** From the first attempt to the verdict, as the report says. */
  gateMs: number;
  /** The rest of the process' life: loading, reading the suite and git, writing the report. */
  startUpMs: number;
}

/** Least time that a gate with so many attempts a task can take, without re-checks. */
export const idealMs = (repeat: number) => ((TASKS * repeat) / PARALLEL) * CALL_MS;

/**
 * Installs the packed command line into a folder of its own and times gates of 20 tasks against a gateway that answers
 * after 200 ms, 20 at once, in a git repository with blessed baselines.
 */
export async function timeGates(runs: number): Promise<WallTime[]> {
  const folder = temporaryFolder('bench');
  let stub: ChildProcess | undefined;
  try {
    execFileSync('tar', ['-xzf', await packCli(folder), '-C', folder]);
    stub = fork(join(ROOT, 'scripts/bench/stub.ts'), [String(CALL_MS)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [{ port }] = z
      .tuple([z.object({ port: z.number() })])
      .rest(z.unknown())
      .parse(await once(stub, 'message'));
    const repository = join(folder, 'repository');
    makeRepository(repository);
    const run = (...argv: string[]) => tidemark(join(folder, 'package/bin/tidemark.mjs'), argv, repository, port);
    await run('golden', 'bless', '--agent', 'support', '--as', 'bench');
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '-m', 'Blessed');
    const times: WallTime[] = [];
    for (let index = 0; index < runs; index++) {
      const startedAt = performance.now();
      const text = await run(
        'golden',
        'gate',
        '--agent',
        'support',
        '--base',
        'main',
        '--parallel',
        String(PARALLEL),
        '--json',
      );
      const wallMs = performance.now() - startedAt;
      const report = z.object({ verdict: z.literal('pass'), durationMs: z.number() }).parse(JSON.parse(text));
      times.push({ gateMs: report.durationMs, startUpMs: wallMs - report.durationMs });
    }
    return times;
  } finally {
    stub?.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tidemark(bin: string, argv: string[], cwd: string, port: number): Promise<string> {
  const env = childEnvironment({ NODE_ENV: 'production', TIDEMARK_GATEWAY_URL: `http://127.0.0.1:${port}/v1` });
  const child = spawn(process.execPath, [bin, ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  invariant(code === 0, `tidemark ${argv.join(' ')} ends with 0`);
  return Buffer.concat(chunks).toString('utf8');
}

function makeRepository(folder: string): void {
  const files = {
    'evals/tidemark.yaml': 'agents:\n  - name: support\n    prompt: prompts/support.md\n    models: [stub]\n',
    'prompts/support.md': 'Answer with yes or no.\n',
    ...Object.fromEntries(
      Array.from({ length: TASKS }, (_, index) => [`evals/golden/task-${index}.yaml`, task(index)]),
    ),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, 'init', '--quiet', '-b', 'main');
}

function task(index: number): string {
  return `id: task-${index}
title: Question ${index}
agents: [support]
input:
  messages:
    - { role: user, content: 'Is ${index} a number?' }
assertions:
  - { kind: equals, value: 'Yes' }
`;
}

function git(folder: string, ...args: string[]): void {
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'inherit' });
}
