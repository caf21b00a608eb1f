import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeTurn } from '#lib/channels/config/comparison/due.ts';
import { listFlagDrifts } from '#lib/channels/config/decisions/list-flags.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeFlagSource, makeGitSource } from '#lib/testing/drift-factories.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { serversAvailable } from '../servers/available.ts';
import { type RealFlagd, startFlagd } from '../servers/flagd.ts';

const FLAGS = {
  checkout: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
  banner: { state: 'ENABLED', variants: { red: 1, blue: 2 }, defaultVariant: 'red' },
};
const text = (flags: object) => JSON.stringify({ flags }, null, 2);

/** flagd watches its file, and may miss a moment of it. */
const PATIENCE = { timeout: 20_000, interval: 300 };

describe.runIf(serversAvailable())('a real flagd whose flags are changed at run time', () => {
  const database = testDatabase();
  const folder = temporaryFolder('flags');
  adoptEnvironment({ TIDEMARK_DATA: folder, TIDEMARK_ENCRYPTION_KEY: '0'.repeat(64) });
  const flagsFile = join(folder, 'flags.json');
  let flagd: RealFlagd;
  let server: GitServer;
  beforeAll(async () => {
    writeFileSync(flagsFile, text(FLAGS));
    server = makeGitServer({ 'feature-flags/flags.json': text(FLAGS) });
    flagd = await startFlagd({ flagsFile });
  });
  afterAll(async () => {
    await flagd.stop();
    server.remove();
    rmSync(folder, { recursive: true });
  });

  it('is stable, then drifted with one incident, then stable again with the incident cleared', async () => {
    const { db } = database;
    const { id: userId } = await makeUser(db);
    const ctx = { ...testContext(db, { kind: 'user', userId }), now: () => new Date() };
    const source = await makeGitSource(db, { url: server.url });
    const { id } = await makeFlagSource(db, { url: `http://${flagd.syncAddress}`, sourceId: source.id });
    const { signal } = new AbortController();
    const verdict = async () => {
      await takeTurn({ ctx }, id, signal);
      return (await db.flagSource.findUniqueOrThrow({ where: { id } })).verdict;
    };
    expect(await verdict()).toBe('stable');
    writeFileSync(flagsFile, text({ ...FLAGS, checkout: { ...FLAGS.checkout, defaultVariant: 'on' } }));
    await vi.waitFor(async () => expect(await verdict()).toBe('drifted'), PATIENCE);
    const { items } = await listFlagDrifts(ctx, { flagSourceId: id, state: 'drifted', limit: 10 });
    expect(items).toMatchObject([
      { name: 'checkout', severity: 'P2', deltas: [{ part: 'defaultVariant', git: 'off', live: 'on' }] },
    ]);
    writeFileSync(flagsFile, text(FLAGS));
    await vi.waitFor(async () => expect(await verdict()).toBe('stable'), PATIENCE);
    const incidents = await db.incident.findMany({ where: { flagSourceId: id } });
    expect(incidents).toMatchObject([{ severity: 'P2', clearedAt: expect.any(Date) }]);
  });
});
