import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoFlagd, startDemoFlagd } from '#demo/flagd/server.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeFlagSource, makeGitSource } from '#lib/testing/drift-factories.ts';
import { testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { compareFlagSource } from './sources/compare-now.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data, TIDEMARK_ENCRYPTION_KEY: '0'.repeat(64) });

const flag = (name: string, variant: string) =>
  `  ${name}: {state: ENABLED, variants: {on: true, off: false}, defaultVariant: "${variant}"}\n`;
const GIT = `flags:\n${flag('checkout', 'off')}${flag('banner', 'off')}`;
const LIVE = `flags:\n${flag('checkout', 'on')}${flag('banner', 'off')}`;

let git: GitServer;
let flagd: DemoFlagd;
let flagSourceId: number;
let before: OnRecord;

beforeEach(async () => {
  git = makeGitServer({ 'feature-flags/shop.yaml': GIT });
  flagd = await startDemoFlagd({ sources: { 'shop.yaml': LIVE } });
  const { id: sourceId } = await makeGitSource(database.db, { url: git.url });
  ({ id: flagSourceId } = await makeFlagSource(database.db, { url: flagd.syncUrl, sourceId }));
  await compared();
  before = await onRecord(database.db, { flagSourceId });
  expect(before).toMatchObject({
    states: { 'Flag/checkout': 'drifted' },
    over: [],
    incidents: [expect.stringMatching(/^P2 .*[^)]$/)],
  });
});
afterEach(async () => {
  await flagd.close();
  git.remove();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

const compared = () =>
  compareFlagSource({ ...testContext(database.db, { kind: 'system' }), now: () => new Date() }, flagSourceId);
const setUrl = (url: string) => database.db.flagSource.update({ where: { id: flagSourceId }, data: { url } });

describe('flags that cannot be compared keep what is known of them', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['flagd is down', () => flagd.close(), /refused|nothing listens/i],
    ['flagd is at an address of cloud metadata', () => setUrl('http://169.254.169.254:8015'), /does not connect to/],
    ['flagd says what is no definition', () => flagd.fault({ kind: 'says', text: '{"flags": 1}' }), /flags/],
    ['a file of git is no YAML', () => git.commit({ 'feature-flags/shop.yaml': 'flags: [' }), /not valid YAML/],
    [
      'a file of git is no UTF-8',
      () => git.commit({ 'feature-flags/shop.yaml': Buffer.from([0x61, 0x3a, 0xff]) }),
      /UTF-8/,
    ],
    ['the folder of git is gone', () => git.commit({ 'feature-flags/shop.yaml': null }), /feature-flags/],
    [
      'a file of git has a wrong default',
      () => git.commit({ 'feature-flags/shop.yaml': GIT.replace(/"off"/, '"none"') }),
      /must be one of its variants/,
    ],
  ])('%s', async (_, spoil, told) => {
    await spoil();
    const { verdict, reason, flags } = await compared();
    expect({ verdict, flags }).toEqual({ verdict: 'unmeasured', flags: 0 });
    expect(reason).toMatch(told);
    expect(await onRecord(database.db, { flagSourceId })).toEqual(before);
  });

  it('while flagd serves something else, too', async () => {
    git.commit({ 'feature-flags/more.yaml': 'flags: {new: ' });
    flagd.load({ 'shop.yaml': `${LIVE}${flag('unknown', 'on')}` });
    expect(await compared()).toMatchObject({ verdict: 'drifted', flags: 2, drifted: 1 });
    expect(await onRecord(database.db, { flagSourceId })).toEqual(before);
  });
});
