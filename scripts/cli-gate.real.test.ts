import { execFile, execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_FORGE_TOKEN, type DemoForge, startDemoForge } from '#demo/forge/server.ts';
import { DEMO_KEY, type DemoGateway, startDemoGateway } from '#demo/gateway.ts';
import { blankEnvironment, childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { packCli } from './cli-package.ts';

const PROJECT = 'acme/agents';

let folder = '';
let repository = '';
let gateway: DemoGateway;
let forge: DemoForge;

/** The command line as a job unpacks it, and a repository with the sample suite. */
beforeAll(async () => {
  folder = temporaryFolder('gate');
  repository = join(folder, 'repository');
  [gateway, forge] = await Promise.all([startDemoGateway({ noiseSeed: 'test' }), startDemoForge()]);
  execFileSync('tar', ['-xzf', await packCli(folder), '-C', folder]);
  const suites = join(folder, 'package/suites');
  cpSync(join(suites, 'golden-project'), repository, { recursive: true });
  cpSync(join(suites, 'golden'), join(repository, 'evals/golden'), { recursive: true });
  git('init', '--quiet', '--initial-branch', 'main');
  commit('The suite');
}, 60_000);
afterAll(async () => {
  await Promise.all([gateway.close(), forge.close(), rm(folder, { recursive: true, force: true })]);
});

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: repository });
}

function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

function tidemark(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const env = childEnvironment({
    ...blankEnvironment(),
    TIDEMARK_GATEWAY_URL: `${gateway.url}/v1`,
    TIDEMARK_GATEWAY_KEY: DEMO_KEY,
    GITHUB_API_URL: `${forge.url}/api/v3`,
    GITHUB_REPOSITORY: PROJECT,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_TOKEN: DEMO_FORGE_TOKEN,
    CI_API_V4_URL: `${forge.url}/api/v4`,
    CI_PROJECT_ID: PROJECT,
    CI_MERGE_REQUEST_IID: '2',
    GITLAB_TOKEN: DEMO_FORGE_TOKEN,
  });
  const command = [join(folder, 'package/bin/tidemark.mjs'), 'golden', ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { cwd: repository, env }, (_error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

it('gates a prompt from its bundle alone, and comments on both forges', { timeout: 120_000 }, async () => {
  for (const branch of ['fix', 'other']) {
    forge.project(PROJECT).open({ branch, base: 'main', title: branch, body: '', author: 'ada' });
  }
  writeFileSync(join(folder, 'event.json'), JSON.stringify({ pull_request: { number: 1 } }));
  expect(await tidemark('bless', '--agent', 'support', '--as', 'Ada')).toMatchObject({ exitCode: 0 });
  commit('Baselines');
  git('checkout', '--quiet', '-b', 'fix');
  const prompt = join(repository, 'prompts/support.md');
  writeFileSync(prompt, readFileSync(prompt, 'utf8').replace(/^- Refund limit:.*\n/m, ''));
  const options = ['--agent', 'support', '--base', 'main', '--github-comment', '--gitlab-note', '--junit', 'out.xml'];
  const { exitCode, stdout, stderr } = await tidemark('gate', ...options);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 1,
    stdout: expect.stringMatching(/^Must not ship: 1 task regressed/),
  });
  expect(stderr).toContain('Comment on pull request 1 created');
  expect(stderr).toContain('Comment on pull request 2 created');
  const comments = forge.project(PROJECT).pullRequests.flatMap((pull) => pull.comments.map(({ body }) => body));
  expect(comments).toHaveLength(2);
  for (const comment of comments) expect(comment).toContain('#### `refund-over-limit` regressed');
  expect(readFileSync(join(repository, 'out.xml'), 'utf8')).toContain('<testcase name="refund-over-limit"');
});
