import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_FORGE_ACCOUNT, DEMO_FORGE_TOKEN, type DemoForge, startDemoForge } from '#demo/forge/server.ts';
import { json } from '#demo/http.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';
import { createForge } from './create-forge.ts';
import { commentMarker } from './marker.ts';
import type { Forge, ForgeKind } from './types.ts';

const PROJECT = 'acme/agents';
const MARKER = commentMarker('gate', { agent: 'support', model: 'demo-agent' });
const REQUEST = { branch: 'tidemark/refund', base: 'main', title: 'Golden task', body: 'Approved by Ada.' };
const NOW = new Date('2026-11-23T12:00:00Z');

let demo: DemoForge;
beforeEach(async () => {
  demo = await startDemoForge({
    projects: [PROJECT, 'acme/group/agents'],
    accounts: { [DEMO_FORGE_TOKEN]: DEMO_FORGE_ACCOUNT, 'other-token': 'somebody' },
  });
});
afterEach(() => demo.close());

describe.each<ForgeKind>(['github', 'gitlab', 'gitea'])('%s', (kind) => {
  const connect = (token = DEMO_FORGE_TOKEN, project = PROJECT): Promise<Forge> =>
    createForge({ kind, url: demo.url, project, token }, { now: () => NOW });
  const opened = () => demo.project(PROJECT).open({ ...REQUEST, author: 'ada' });
  const faultOf = async (work: (forge: Forge) => Promise<unknown>, token?: string, project?: string) => {
    const error = await work(await connect(token, project)).catch((thrown: unknown) => thrown);
    invariant(error instanceof TidemarkError, 'a forge throws TidemarkError');
    expect(error.message).not.toContain('token-of-mine');
    return error;
  };

  it('writes one comment, and updates it ever after', async () => {
    const pull = opened();
    const forge = await connect();
    expect(await forge.upsertComment(pull.number, MARKER, 'first')).toBe('created');
    expect(await forge.upsertComment(pull.number, MARKER, 'second 😀 @ada')).toBe('updated');
    expect(pull.comments).toEqual([
      { id: expect.any(Number), author: DEMO_FORGE_ACCOUNT, body: `${MARKER}\nsecond 😀 @ada` },
    ]);
    expect(await forge.upsertComment(pull.number, commentMarker('gate', { agent: 'other' }), 'x')).toBe('created');
  });

  it('finds its comment on a late page, and passes over copies by others and quotes', async () => {
    const pull = opened();
    for (let index = 0; index < 230; index += 1) demo.project(PROJECT).comment(pull, 'ada', `note ${index}`);
    demo.project(PROJECT).comment(pull, 'mallory', `${MARKER}\nmine`);
    demo.project(PROJECT).comment(pull, DEMO_FORGE_ACCOUNT, `> ${MARKER}`);
    const forge = await connect();
    expect(await forge.upsertComment(pull.number, MARKER, 'first')).toBe('created');
    expect(await forge.upsertComment(pull.number, MARKER, 'second')).toBe('updated');
    expect(pull.comments).toHaveLength(233);
    expect(pull.comments.at(-1)?.body).toBe(`${MARKER}\nsecond`);
  });

  it('opens a pull request once', async () => {
    const forge = await connect();
    const first = await forge.openPullRequest(REQUEST);
    expect(first).toMatchObject({ number: 1, state: 'open', url: expect.stringContaining(PROJECT) });
    expect(await (await fetch(first.url)).text()).toBe('Golden task (open)\n\nApproved by Ada.\n');
    expect(await forge.openPullRequest(REQUEST)).toEqual(first);
    expect(await forge.openPullRequest({ ...REQUEST, branch: 'tidemark/other' })).toMatchObject({ number: 2 });
    expect(demo.project(PROJECT).pullRequests).toHaveLength(2);
    expect(demo.project(PROJECT).pullRequests[0]).toMatchObject({ ...REQUEST, author: DEMO_FORGE_ACCOUNT });
  });

  it('finds what became of the pull request of a branch', async () => {
    const pull = opened();
    const forge = await connect();
    for (const state of ['closed', 'merged', 'open'] as const) {
      pull.state = state;
      expect(await forge.pullRequestState(pull.number)).toBe(state);
      expect(await forge.openPullRequest(REQUEST)).toMatchObject({ number: pull.number, state });
    }
  });

  it('prefers an open pull request of the branch to a newer closed one', async () => {
    const [first, second] = [opened(), opened()];
    second.state = 'closed';
    expect(await (await connect()).openPullRequest(REQUEST)).toMatchObject({ number: first.number, state: 'open' });
  });

  it('finds the pull request that somebody else opened in between', async () => {
    const pull = opened();
    const forge = await connect();
    demo.fail(json(200, []));
    expect(await forge.openPullRequest(REQUEST)).toMatchObject({ number: pull.number });
    expect(demo.project(PROJECT).pullRequests).toHaveLength(1);
  });

  it('checks project and token, and leaves nothing behind', async () => {
    await (await connect()).check();
    expect(demo.project(PROJECT).pullRequests).toEqual([]);
    expect(await faultOf((forge) => forge.check(), 'token-of-mine')).toMatchObject({ code: 'unauthenticated' });
    expect(await faultOf((forge) => forge.check(), undefined, 'acme/none')).toMatchObject({ code: 'not_found' });
  });

  it('says what a forge refuses', async () => {
    expect(await faultOf((forge) => forge.openPullRequest({ ...REQUEST, branch: 'main' }))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/refused the request.*(main|changes|source)/),
    });
  });

  it('tells a wrong token, project and pull request', async () => {
    const unknownToken = await faultOf((forge) => forge.pullRequestState(1), 'token-of-mine');
    expect(unknownToken).toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('Give a valid one'),
    });
    const unknownProject = await faultOf((forge) => forge.openPullRequest(REQUEST), undefined, 'acme/none');
    expect(unknownProject).toMatchObject({ code: 'not_found' });
    expect(await faultOf((forge) => forge.upsertComment(9, MARKER, 'x'))).toMatchObject({ code: 'not_found' });
    expect(await faultOf((forge) => forge.pullRequestState(9))).toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['403', json(403, { message: 'Forbidden for token-of-mine' }), 'forbidden', undefined],
    ['429 with seconds', json(429, { message: 'slow down' }, { 'retry-after': '17' }), 'rate_limited', 17],
    [
      '429 with a date',
      json(429, {}, { 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT', date: 'Mon, 23 Nov 2026 12:00:00 GMT' }),
      'rate_limited',
      60,
    ],
    [
      'a used-up limit',
      json(403, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 90) }),
      'rate_limited',
      90,
    ],
    [
      'a secondary limit',
      json(403, { message: 'You have exceeded a secondary rate limit.' }),
      'rate_limited',
      undefined,
    ],
    ['503 with seconds', json(503, {}, { 'retry-after': '5' }), 'unavailable', 5],
    ['500', json(500, { message: 'token-of-mine' }), 'unavailable', undefined],
    ['a moved project', json(301, {}, { location: 'https://elsewhere.example/x?token=1' }), 'misconfigured', undefined],
    [
      'another page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
      'unavailable',
      undefined,
    ],
    [
      'JSON cut short',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"num' },
      'unavailable',
      undefined,
    ],
    ['a connection cut', { hangUp: true as const }, 'unavailable', undefined],
  ])('maps %s', async (_name, reply, code, retryAfterSeconds) => {
    demo.fail(reply);
    const error = await faultOf((forge) => forge.pullRequestState(1), 'token-of-mine');
    expect(error).toMatchObject({ code, retryAfterSeconds });
    expect(error.message).not.toContain('token=1');
    demo.fail(reply);
    expect(await faultOf((forge) => forge.upsertComment(1, MARKER, 'x'), 'token-of-mine')).toMatchObject({ code });
    demo.fail(reply);
    expect(await faultOf((forge) => forge.openPullRequest(REQUEST), 'token-of-mine')).toMatchObject({ code });
    expect(demo.seen).toHaveLength(3);
  });

  it('says that nothing listens at the address', async () => {
    await demo.close();
    expect(await faultOf((forge) => forge.pullRequestState(1))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/cannot be reached: .*connection refused/),
    });
  });
});

it.each<ForgeKind>(['github', 'gitlab', 'gitea'])('%s: is never at an address of cloud metadata', async (kind) => {
  const connection = { kind, url: 'https://169.254.169.254', project: PROJECT, token: DEMO_FORGE_TOKEN };
  const asked = (await createForge(connection)).openPullRequest(REQUEST);
  await expect(asked).rejects.toThrow('does not connect to 169.254.169.254');
});

it('GitLab: takes projects in groups', async () => {
  const forge = await createForge({
    kind: 'gitlab',
    url: demo.url,
    project: 'acme/group/agents',
    token: DEMO_FORGE_TOKEN,
  });
  expect(await forge.openPullRequest(REQUEST)).toMatchObject({ number: 1 });
});
