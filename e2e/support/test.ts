import { randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { createDb, databaseUrl } from '#lib/platform/db.ts';
import type { Role } from '#lib/policy/permissions.ts';
import { type Api, apiOf } from './api.ts';
import { watchConsole } from './console-watch.ts';
import { givenFleet, type MadeFleet } from './drift/given-fleet.ts';
import { startGateway, type TestGateway } from './gateway.ts';
import { givenCandidates, givenSource, type MadeCandidates, type MadeSource } from './golden/given-candidates.ts';
import { givenGolden, type MadeGolden } from './golden/given-golden.ts';
import { givenHistory, type MadeHistory } from './history/given-history.ts';
import { adminSession, consoleAddress } from './place.ts';
import { saveSession } from './session.ts';

interface Fixtures {
  /** The REST interface as the administrator. */
  api: Api;
  /** A gateway of the test's own. */
  gateway: TestGateway;
  /** Makes an endpoint with forty nights behind it, the last of them drifted. */
  history: () => Promise<MadeHistory>;
  /** Makes a repository with a golden suite, 25 nights behind it, the last of them regressed, and two pull requests. */
  golden: () => Promise<MadeGolden>;
  /** Makes a repository on a git server and a Langfuse project with four traces that were scored low. */
  langfuse: () => Promise<MadeSource>;
  /** The same, searched: the four are candidates. */
  candidates: () => Promise<MadeCandidates>;
  /** Ends with the test, the last that came first. */
  until: AsyncDisposableStack;
  /** Starts a repository, a cluster and a flagd of the test's own, with only the named drifts where some are named. */
  fleet: (drifts?: readonly string[]) => Promise<MadeFleet>;
  /** A browser page of a new account with that role. */
  pageOf: (role: Role) => Promise<Page>;
}

/** A browser signed in as administrator, in which nothing may complain in the console. */
export const test = base.extend<Fixtures>({
  baseURL: consoleAddress(),
  storageState: adminSession(),
  context: async ({ context }, use) => {
    const complaints = watchConsole(context);
    await use(context);
    expect(complaints, 'complaints in the browser console').toEqual([]);
  },
  api: async ({ request }, use) => use(apiOf(request)),
  gateway: async ({ request: _ }, use) => {
    const gateway = await startGateway();
    await use(gateway);
    await gateway.close();
  },
  history: async ({ request: _ }, use, info) => {
    const client = createDb(databaseUrl(), 2);
    await use(() => givenHistory(client, `history ${info.testId}`, new Date()));
    await client.$disconnect();
  },
  golden: async ({ request: _ }, use) => {
    const client = createDb(databaseUrl(), 2);
    await use(() => givenGolden(client, `acme/${randomUUID()}`, new Date()));
    await client.$disconnect();
  },
  langfuse: async ({ api, gateway }, use) => {
    await using until = new AsyncDisposableStack();
    await use(() => givenSource({ api, gateway, until }, `traces ${randomUUID()}`));
  },
  candidates: async ({ api, gateway }, use) => {
    await using until = new AsyncDisposableStack();
    await use(() => givenCandidates({ api, gateway, until }, `traces ${randomUUID()}`));
  },
  until: async ({ request: _ }, use) => {
    await using until = new AsyncDisposableStack();
    await use(until);
  },
  fleet: async ({ api, until }, use) => {
    await use((drifts) => givenFleet(api, until, `fleet-${randomUUID().slice(0, 8)}`, drifts));
  },
  pageOf: async ({ api, browser }, use, info) => {
    await use(async (role) => {
      const login = { email: `${role}-${info.testId}@example.org`, password: 'a password for the tests' };
      await api.call('createUser', { body: { ...login, name: `Test ${role}`, role } });
      const session = info.outputPath(`${role}.json`);
      await saveSession(consoleAddress(), login, session);
      const context = await browser.newContext({ storageState: session });
      return context.newPage();
    });
  },
});

export { expect };
