import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoFlagd, startDemoFlagd } from '#demo/flagd/server.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { flagDecisionView, flagDriftView, flagSourceView, flagSyncPreview } from '#lib/contract/drift/flags.ts';
import type { Forge } from '#lib/forge/types.ts';
import { sealGitSecret } from '#lib/git-sources/open.ts';
import type { Context } from '#lib/platform/context.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { FLAG_ROLLOUT_MS } from '#lib/policy/thresholds.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeFlagSource, makeGitSource } from '#lib/testing/drift-factories.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { followFlags } from './decisions/follow.ts';
import { listFlagDrifts } from './decisions/list-flags.ts';
import { previewFlagSync } from './decisions/preview-sync.ts';
import { publishFlag } from './decisions/publish.ts';
import { rejectFlag } from './decisions/reject.ts';
import { syncFlag } from './decisions/sync.ts';
import { compareFlagSource } from './sources/compare-now.ts';
import { getFlagSourceView } from './sources/view.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data, TIDEMARK_ENCRYPTION_KEY: '0'.repeat(64) });

const GIT = `# Flags of the shop.
flags:
  checkout: # the new one
    state: ENABLED
    variants: {on: true, off: false}
    defaultVariant: "off"
  banner:
    state: ENABLED
    variants: {red: 1, blue: 2}
    defaultVariant: red
`;
const LIVE = GIT.replace('defaultVariant: "off"', 'defaultVariant: "on"');

let server: GitServer;
let flagd: DemoFlagd;
let ann: Context;
let ben: Context;
let sourceId: number;
let gitId: number;
const { signal } = new AbortController();

beforeAll(async () => {
  const [one, other] = [await makeUser(database.db, { name: 'Ann' }), await makeUser(database.db, { name: 'Ben' })];
  ann = { ...testContext(database.db, { kind: 'user', userId: one.id }), now: () => new Date() };
  ben = { ...ann, actor: { kind: 'user', userId: other.id } };
});
beforeEach(async () => {
  server = makeGitServer({ 'feature-flags/shop.yaml': GIT });
  flagd = await startDemoFlagd({ sources: { 'shop.yaml': LIVE } });
  ({ id: gitId } = await makeGitSource(database.db, { url: server.url }));
  ({ id: sourceId } = await makeFlagSource(database.db, { url: flagd.syncUrl, sourceId: gitId }));
});
afterEach(async () => {
  await flagd.close();
  server.remove();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

const compare = () => compareFlagSource(ann, sourceId);
const list = async (state: 'drifted' | 'all' = 'drifted') => {
  const { items } = await listFlagDrifts(ann, { flagSourceId: sourceId, state, limit: 50 });
  for (const item of items) expectExactly(flagDriftView, item);
  return items;
};
const only = async () => {
  const [item, ...others] = await list();
  expect(others).toEqual([]);
  if (item === undefined) throw new Error('no flag differs');
  return item;
};
const incidents = () => database.db.incident.findMany({ where: { flagSourceId: sourceId } });
const publish = (id: number, forge?: Forge) =>
  publishFlag({ ctx: { ...ann, db: database.db }, ...(forge && { toForge: async () => forge }) }, id, signal);

async function decide(ctx: Context = ann, reason = 'it is what we want') {
  const { id, decisions } = await only();
  const { baseCommit, liveHash } = await previewFlagSync(ctx, id);
  return syncFlag(ctx, id, { baseCommit, liveHash, reason, seenDecisionId: decisions[0]?.id ?? null });
}

describe('a comparison', () => {
  it('records what differs as one incident of its flagd, and that it is gone', async () => {
    const view = await compare();
    expectExactly(flagSourceView, view);
    expect(view).toMatchObject({
      verdict: 'drifted',
      reason: '1 of 2 flags is not as git says.',
      flags: 2,
      drifted: 1,
    });
    expect(await only()).toMatchObject({
      ...{
        group: 'flagd',
        kind: 'Flag',
        namespace: '',
        name: 'checkout',
        severity: 'P2',
        liveHash: expect.any(String),
      },
      file: 'feature-flags/shop.yaml',
      deltas: [{ part: 'defaultVariant', git: 'off', live: 'on', context: null }],
    });
    await compare();
    expect(await incidents()).toMatchObject([{ channel: 'config', severity: 'P2', clearedAt: null }]);
    flagd.load({ 'shop.yaml': GIT });
    expect(await compare()).toMatchObject({ verdict: 'stable', drifted: 0, reason: '2 flags as git says.' });
    expect(await incidents()).toMatchObject([{ clearedAt: expect.any(Date) }]);
  });

  it('says what was added and removed, and forgets what neither side has', async () => {
    flagd.load({ 'shop.yaml': GIT.replace('banner:', 'poster:') });
    await compare();
    const parts = async () =>
      (await list()).map(({ name, deltas }) => [name, deltas.map(({ part }) => part)]).toSorted();
    expect(await parts()).toEqual([
      ['banner', ['removed']],
      ['poster', ['added']],
    ]);
    flagd.load({ 'shop.yaml': GIT });
    expect(await compare()).toMatchObject({ verdict: 'stable' });
    expect(await list('all')).toMatchObject([{ state: 'clean' }, { state: 'clean' }]);
  });

  it('is unmeasured, never clean, while flagd or git cannot be read', async () => {
    await compare();
    flagd.fault({ kind: 'says', text: 'nonsense' });
    expect(await compare()).toMatchObject({ verdict: 'unmeasured', flags: 0, notCompared: [{ reason: 'unreadable' }] });
    expect(await only()).toMatchObject({ name: 'checkout', state: 'drifted' });
    flagd.fault(null);
    server.commit({ 'feature-flags/more.json': '{"flags":' });
    flagd.load({ 'shop.yaml': GIT.replace('banner:', 'poster:') });
    expect(await compare()).toMatchObject({
      verdict: 'drifted',
      notCompared: expect.arrayContaining([expect.objectContaining({ detail: expect.stringContaining('more.json') })]),
    });
    expect((await list()).map(({ name }) => name)).toEqual(['banner']);
    server.commit({ 'feature-flags/shop.yaml': null });
    expect(await compare()).toMatchObject({ verdict: 'unmeasured', flags: 0 });
  });

  it('takes the last good commit while git is away, and says how old it is', async () => {
    const { commitSha } = await compare();
    server.remove();
    expect(await compare()).toMatchObject({
      ...{ verdict: 'drifted', commitSha },
      reason: expect.stringMatching(
        /^1 of 2 flags is not as git says\. git could not be read: compared with what it was at 20/,
      ),
    });
    await database.db.gitSource.update({ where: { id: gitId }, data: { commitSha: null } });
    expect(await compare()).toMatchObject({ verdict: 'unmeasured' });
    expect(await incidents()).toHaveLength(1);
  });

  it('gives flagd time to follow a change of git, and no longer', async () => {
    flagd.load({ 'shop.yaml': GIT });
    expect(await compare()).toMatchObject({ verdict: 'stable' });
    server.commit({ 'feature-flags/shop.yaml': LIVE.replace('banner:', 'poster:') });
    expect(await compare()).toMatchObject({ verdict: 'unmeasured', flags: 0, drifted: 0 });
    flagd.load({ 'shop.yaml': GIT.replace('ENABLED', 'DISABLED') });
    expect(await compare()).toMatchObject({ verdict: 'drifted', drifted: 1 });
    flagd.load({ 'shop.yaml': GIT });
    const later = { ...ann, now: () => new Date(Date.now() + FLAG_ROLLOUT_MS) };
    expect(await compareFlagSource(later, sourceId)).toMatchObject({ verdict: 'drifted', flags: 3, drifted: 3 });
  });

  it('of values says that it is partial, and cannot bring a flag to git', async () => {
    await database.db.flagSource.update({
      where: { id: sourceId },
      data: { mode: 'evaluations', url: flagd.ofrepUrl },
    });
    expect(await compare()).toMatchObject({ verdict: 'drifted', isPartial: true });
    const flag = await only();
    expect(flag).toMatchObject({
      isPartial: true,
      deltas: [
        { part: 'defaultVariant', git: { variant: 'off' }, live: { variant: 'on' }, context: expect.anything() },
      ],
    });
    await expect(previewFlagSync(ann, flag.id)).rejects.toThrow(/Only values of .* are compared/);
  });
});

describe('a flag that goes to git', () => {
  it('is previewed exactly, pushed under the name of who decided, and merged', async () => {
    await compare();
    const flag = await only();
    const preview = await previewFlagSync(ann, flag.id);
    expectExactly(flagSyncPreview, preview);
    expect(preview).toMatchObject({ path: 'feature-flags/shop.yaml', before: GIT, after: LIVE });
    const decision = await decide();
    expectExactly(flagDecisionView, decision);
    expect(decision).toMatchObject({ kind: 'sync', state: 'pending', isCurrent: true, branch: preview.branch });
    await publish(decision.id);
    expect(server.git('show', `${preview.branch}:feature-flags/shop.yaml`)).toBe(LIVE.trim());
    expect(server.git('log', '-1', '--format=%an|%P', preview.branch)).toBe(`Ann|${preview.baseCommit}`);
    server.git('update-ref', 'refs/heads/main', preview.branch);
    await followFlags({ ctx: ann }, signal);
    expect((await only()).decisions).toMatchObject([{ state: 'merged', lastError: null }]);
    expect(await compare()).toMatchObject({ verdict: 'stable' });
    const events = await database.db.incidentEvent.findMany({ where: { incident: { flagSourceId: sourceId } } });
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'commented', 'cleared']);
  });

  it('is written once, whoever confirms at the same time', async () => {
    await compare();
    const flag = await only();
    const { baseCommit, liveHash } = await previewFlagSync(ann, flag.id);
    const body = { baseCommit, liveHash, reason: 'wanted', seenDecisionId: null };
    const both = await Promise.allSettled([
      syncFlag(ann, flag.id, body),
      rejectFlag(ben, flag.id, { liveHash, reason: 'not wanted', seenDecisionId: null }),
      syncFlag(ben, flag.id, body),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of both) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' });
    }
    expect(await database.db.flagDecision.count({ where: { objectId: flag.id } })).toBe(1);
  });

  it('is pushed once where a worker is killed before it notes that', async () => {
    await compare();
    const decision = await decide();
    await publish(decision.id);
    const [commit] = [server.git('rev-parse', decision.branch ?? '')];
    await database.db.flagDecision.update({ where: { id: decision.id }, data: { state: 'pending', commitSha: null } });
    await publish(decision.id);
    expect(server.git('rev-parse', decision.branch ?? '')).toBe(commit);
    expect((await only()).decisions).toMatchObject([{ state: 'pushed', commitSha: commit }]);
  });

  it('has its pull request once the forge is up, and is closed with it', async () => {
    await database.db.gitSource.update({
      where: { id: gitId },
      data: {
        ...{ access: 'token', encryptedSecret: sealGitSecret(gitId, 'secret', encryptionKey()) },
        ...{ forge: 'github', forgeProject: 'acme/platform' },
      },
    });
    await compare();
    const decision = await decide();
    const opened: string[] = [];
    let isUp = false;
    let state: 'open' | 'closed' = 'open';
    const forge: Forge = {
      upsertComment: async () => 'created',
      check: async () => {},
      openPullRequest: async ({ branch }) => {
        if (!isUp) throw new TidemarkError('unavailable', 'The forge is down.');
        opened.push(branch);
        return { number: 7, url: 'https://forge.test/7', state: 'open' };
      },
      pullRequestState: async () => state,
    };
    await expect(publish(decision.id, forge)).rejects.toThrow('The forge is down');
    expect((await only()).decisions).toMatchObject([{ state: 'pushed', lastError: 'The forge is down.' }]);
    isUp = true;
    await publish(decision.id, forge);
    await publish(decision.id, forge);
    expect(opened).toEqual([decision.branch]);
    expect((await only()).decisions).toMatchObject([{ state: 'open', pullRequestNumber: 7, lastError: null }]);
    await expect(decide(ben)).rejects.toThrow(/on its way to git already/);
    state = 'closed';
    await followFlags({ ctx: ann, toForge: async () => forge }, signal);
    expect((await only()).decisions).toMatchObject([{ state: 'closed' }]);
    expect(await decide(ben)).toMatchObject({ branch: `${decision.branch}.2`, decidedBy: { name: 'Ben' } });
  });

  it('is refused where flagd or git moved on since the preview', async () => {
    await compare();
    const flag = await only();
    const { baseCommit, liveHash } = await previewFlagSync(ann, flag.id);
    const body = { baseCommit, liveHash, reason: 'wanted', seenDecisionId: null };
    server.commit({ 'README.md': 'new' });
    await expect(syncFlag(ann, flag.id, body)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/another commit/),
    });
    const again = await previewFlagSync(ann, flag.id);
    flagd.load({ 'shop.yaml': LIVE.replace('ENABLED', 'DISABLED') });
    await expect(syncFlag(ann, flag.id, { ...body, baseCommit: again.baseCommit })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await database.db.flagDecision.count({ where: { objectId: flag.id } })).toBe(0);
    expect(server.git('branch', '--list')).not.toContain('tidemark');
  });
});

describe('a flag that is rejected', () => {
  it('goes on being shown, with who rejected it, until flagd serves something else', async () => {
    await compare();
    const flag = await only();
    const { liveHash } = flag;
    const decision = await rejectFlag(ben, flag.id, { liveHash, reason: 'not on my watch', seenDecisionId: null });
    expect(decision).toMatchObject({ kind: 'reject', state: null, isCurrent: true, decidedBy: { name: 'Ben' } });
    await compare();
    expect((await only()).decisions).toMatchObject([{ isCurrent: true }]);
    const again = { liveHash, reason: 'indeed', seenDecisionId: decision.id };
    await expect(rejectFlag(ann, flag.id, again)).rejects.toMatchObject({ code: 'conflict' });
    await expect(rejectFlag(ann, flag.id, { ...again, seenDecisionId: null })).rejects.toThrow(/Ben rejected it/);
    await expect(rejectFlag({ ...ann, actor: SYSTEM_ACTOR }, flag.id, again)).rejects.toMatchObject({
      code: 'forbidden',
    });
    flagd.load({ 'shop.yaml': LIVE.replace('ENABLED', 'DISABLED') });
    await compare();
    expect((await only()).decisions).toMatchObject([{ isCurrent: false }]);
    expect(await getFlagSourceView(database.db, sourceId)).toMatchObject({ drifted: 1 });
  });
});
