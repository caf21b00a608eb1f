import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DEMO_FORGE_TOKEN, type DemoForge, startDemoForge } from '#demo/forge/server.ts';
import { json, type Reply, readJson, send } from '#demo/http.ts';
import { type Listening, listenOnLoopback } from '#demo/listen.ts';
import type { GateReport } from '#lib/channels/prompt/report/format.ts';
import { mixedReport } from '#lib/channels/prompt/report/testing.ts';
import { goldenReportBody } from '#lib/contract/golden/report.ts';
import { worldForTests } from '../testing.ts';
import type { PublishOptions } from './options.ts';
import { checkPublication, publishReport } from './publish-report.ts';

const TOKEN = 'tmk_secret';
const PROJECT = 'acme/agents';

let folder = '';
let forge: DemoForge;
let consoleServer: Listening;
let posted: { path: string; headers: IncomingHttpHeaders; body: unknown }[];
let replies: Reply[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-publish-'));
  forge = await startDemoForge();
  forge.project(PROJECT).open({ branch: 'fix', base: 'main', title: 'Fix', body: '', author: 'ada' });
  [posted, replies] = [[], []];
  consoleServer = await listenOnLoopback(async (request, response) => {
    posted.push({ path: request.url ?? '', headers: request.headers, body: await readJson(request) });
    send(response, replies.shift() ?? json(201, { id: 7, verdict: 'fail' }));
  }, 0);
});
afterEach(async () => {
  await Promise.all([forge.close(), consoleServer.close(), rm(folder, { recursive: true })]);
});

async function eventFile(event: unknown): Promise<string> {
  const path = join(folder, 'event.json');
  await writeFile(path, typeof event === 'string' ? event : JSON.stringify(event));
  return path;
}

const gitHub = async (event: unknown, more: Record<string, string> = {}) => ({
  GITHUB_API_URL: `${forge.url}/api/v3`,
  GITHUB_REPOSITORY: PROJECT,
  GITHUB_TOKEN: DEMO_FORGE_TOKEN,
  GITHUB_EVENT_PATH: await eventFile(event),
  ...more,
});
const PULL_EVENT = { pull_request: { number: 1, html_url: 'https://git.example/acme/agents/pull/1' } };
const gitLab = () => ({
  CI_API_V4_URL: `${forge.url}/api/v4`,
  CI_PROJECT_ID: PROJECT,
  CI_PROJECT_PATH: PROJECT,
  CI_MERGE_REQUEST_IID: '1',
  CI_MERGE_REQUEST_PROJECT_URL: 'https://git.example/acme/agents',
  GITLAB_TOKEN: DEMO_FORGE_TOKEN,
});
const comments = () =>
  forge
    .project(PROJECT)
    .find(1)
    ?.comments.map(({ body }) => body) ?? [];

function worldOf(variables: Record<string, string>) {
  const told = { stderr: '', waits: [] as number[] };
  const world = worldForTests(variables, {
    stderr: {
      write: (text) => {
        told.stderr += text;
      },
    },
    random: () => 0,
    wait: async (milliseconds) => void told.waits.push(milliseconds),
  });
  return { world, told };
}

async function publish(options: PublishOptions, variables: Record<string, string>, report: GateReport = mixedReport()) {
  const { world, told } = worldOf(variables);
  await checkPublication(options, world);
  await publishReport(report, options, world);
  expect(told.stderr).not.toContain(TOKEN);
  expect(told.stderr).not.toContain(DEMO_FORGE_TOKEN);
  return told;
}

describe('publishReport', () => {
  it('does nothing unless asked', async () => {
    expect(await publish({}, await gitHub(PULL_EVENT))).toEqual({ stderr: '', waits: [] });
    expect([comments(), posted, forge.seen]).toEqual([[], [], []]);
  });

  it('posts to the console, and links the run from one comment', async () => {
    const options = { githubComment: true, console: `${consoleServer.url}/`, token: TOKEN } as const;
    const link = `${consoleServer.url}/prompt/runs/7`;
    expect((await publish(options, await gitHub(PULL_EVENT))).stderr).toBe(
      `Posted to ${link}\nComment on pull request 1 created\n`,
    );
    expect((await publish(options, await gitHub(PULL_EVENT))).stderr).toContain('Comment on pull request 1 updated');
    expect(comments()).toEqual([expect.stringContaining(`[The run in the console](<${link}>)`)]);
    expect(comments()[0]).toMatch(/^<!-- tidemark golden-gate agent=support model=demo-agent -->\n### Golden suite/);
    expect(posted[0]).toMatchObject({ path: '/api/v1/golden/reports', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(goldenReportBody.strict().parse(posted[0]?.body)).toMatchObject({
      repository: PROJECT,
      pullRequestUrl: 'https://git.example/acme/agents/pull/1',
      report: mixedReport(),
    });
  });

  it('takes address and token of the console from the environment', async () => {
    const variables = { TIDEMARK_CONSOLE_URL: consoleServer.url, TIDEMARK_CONSOLE_TOKEN: TOKEN };
    expect((await publish({}, variables)).stderr).toContain('Posted to');
    expect(posted[0]?.body).toMatchObject({ pullRequestUrl: null, repository: expect.stringMatching(/./) });
  });

  it('writes a note on GitLab', async () => {
    const told = await publish({ gitlabNote: true, console: consoleServer.url, token: TOKEN }, gitLab());
    expect(told.stderr).toContain('Comment on pull request 1 created');
    expect(comments()).toHaveLength(1);
    expect(posted[0]?.body).toMatchObject({ pullRequestUrl: 'https://git.example/acme/agents/-/merge_requests/1' });
  });

  it('comments in Gitea Actions, which speak as if they were GitHub', async () => {
    const variables = await gitHub(PULL_EVENT, { GITHUB_API_URL: `${forge.url}/api/v1` });
    expect((await publish({ githubComment: true }, variables)).stderr).toContain('created');
    expect(forge.seen.map(({ path }) => path)).toContain('/api/v1/repos/acme/agents/issues/1/comments');
  });

  it('comments on the pull request that a comment asked for', async () => {
    const event = { issue: { number: 1, pull_request: { html_url: 'https://git.example/1' } } };
    expect((await publish({ githubComment: true }, await gitHub(event))).stderr).toContain('created');
  });

  it.each([{ ref: 'refs/heads/main' }, { issue: { number: 1 } }])('says that %j is no pull request', async (event) => {
    const told = await publish({ githubComment: true }, await gitHub(event));
    expect(told.stderr).toBe('This workflow runs for no pull request: no comment.\n');
    const { CI_MERGE_REQUEST_IID: _, ...pipeline } = gitLab();
    expect((await publish({ gitlabNote: true }, pipeline)).stderr).toContain('no merge request');
  });

  it.each([
    [{ GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' }, 'main'],
    [{ GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1' }, null],
    [{ GITHUB_HEAD_REF: 'fix', GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: '1/merge' }, 'fix'],
    [{ CI_COMMIT_BRANCH: 'main' }, 'main'],
    [{ CI_MERGE_REQUEST_IID: '1', CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'fix' }, 'fix'],
    [{}, null],
  ])('names the branch where only the pipeline %j knows it', async (variables, branch) => {
    const options = { console: consoleServer.url, token: TOKEN };
    const { head, ...rest } = mixedReport();
    await publish(options, variables, { ...rest, head: { ...head, branch: null } });
    await publish(options, variables);
    expect(posted).toMatchObject([{ body: { report: { head: { branch } } } }, { body: { report: { head } } }]);
  });

  it('does not take the branch of the workflow for that of the pull request whose comment started it', async () => {
    const event = { issue: { number: 1, pull_request: {} } };
    const variables = await gitHub(event, { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' });
    const { head, ...rest } = mixedReport();
    const options = { console: consoleServer.url, token: TOKEN };
    await publish(options, variables, { ...rest, head: { ...head, branch: null } });
    expect(posted).toMatchObject([{ body: { report: { head: { branch: null } } } }]);
  });

  it('tries again where a fault passes, and stores the report under one id', async () => {
    replies = [json(503, {}, { 'retry-after': '2' }), { hangUp: true }];
    const told = await publish({ console: consoleServer.url, token: TOKEN }, {});
    expect(told.waits).toEqual([2000, 0]);
    expect(told.stderr).toMatch(
      /failed\. \(HTTP 503\) Trying again \(2 of 3\)\.\n.*Trying again \(3 of 3\)\.\nPosted to/,
    );
    expect(new Set(posted.map(({ body }) => goldenReportBody.parse(body).id)).size).toBe(1);
  });

  it('waits ten seconds at a time for a console that hangs', async () => {
    const hangs = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(hangs));
    onTestFinished(() => timeout.mockRestore());
    const told = await publish({ console: consoleServer.url, token: TOKEN }, {});
    expect(timeout.mock.calls).toEqual([[10_000], [10_000], [10_000]]);
    expect(told.stderr.match(/did not answer within 10/g)).toHaveLength(3);
    expect(told.stderr).toContain('tidemark: The report was not posted.');
  });

  it.each([
    ['401', json(401, { detail: `Unknown token ${TOKEN}` }), /does not know the token/],
    ['403', json(403, { detail: 'Needs golden.report' }), /needs the scope golden\.report\. \(HTTP 403\) Needs/],
    ['404', json(404, {}), /is no Tidemark console/],
    ['another site', { status: 200, headers: {}, body: '<html>' }, /is no Tidemark console/],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example' }, body: '' }, /Check the address/],
    ['a refusal', json(422, { detail: 'The report contradicts itself.' }), /refused the report.*contradicts itself/],
    ['a long wait', json(429, {}, { 'retry-after': '3600' }), /takes no more requests/],
  ])('tells %s, and still comments', async (_name, reply, message) => {
    replies = [reply];
    const options = { githubComment: true, console: consoleServer.url, token: TOKEN } as const;
    const told = await publish(options, await gitHub(PULL_EVENT));
    expect(told.stderr).toMatch(message);
    expect(told.stderr).toContain('tidemark: The report was not posted.');
    expect(comments()).toHaveLength(1);
    expect(posted).toHaveLength(1);
  });

  it('tells that the token may not comment', async () => {
    forge.fail(json(403, { message: 'Resource not accessible by integration' }));
    expect((await publish({ githubComment: true }, await gitHub(PULL_EVENT))).stderr).toMatch(
      /The pull request has no comment of this run\. GitHub does not allow this.*pull-requests: write/,
    );
  });
});

describe('checkPublication', () => {
  const refused = async (options: PublishOptions, variables: Record<string, string>) =>
    expect(checkPublication(options, worldOf(variables).world)).rejects;

  it('names what is missing before a gate spends anything', async () => {
    const { GITHUB_TOKEN: _, ...withoutToken } = await gitHub(PULL_EVENT);
    await (await refused({ githubComment: true }, withoutToken)).toThrow('--github-comment needs GITHUB_TOKEN');
    await (await refused({ githubComment: true }, {})).toThrow('GITHUB_REPOSITORY');
    await (await refused({ gitlabNote: true }, {})).toThrow('--gitlab-note needs CI_PROJECT_ID');
    await (await refused({ console: 'https://x.example' }, {})).toThrow('TIDEMARK_CONSOLE_TOKEN');
    await (await refused({ token: 'x' }, {})).toThrow('--token says nothing without --console');
    await (await refused({ console: 'x.example', token: TOKEN }, {})).toThrow('must start with http');
    await (await refused({ githubComment: true }, await gitHub('no JSON'))).toThrow('GITHUB_EVENT_PATH names');
    const noProject = await gitHub(PULL_EVENT, { GITHUB_REPOSITORY: 'agents' });
    await (await refused({ githubComment: true }, noProject)).toThrow('owner/name');
    expect(forge.seen).toEqual([]);
  });
});
