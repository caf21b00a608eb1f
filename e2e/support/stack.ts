import { adoptEnvironment } from '#lib/platform/env.ts';
import { invariant } from '#lib/platform/errors.ts';
import { firstRun } from '#scripts/stack/first-run.ts';
import { startTestStack } from '#scripts/testing/stack.ts';
import { adminSession } from './place.ts';
import { saveSession } from './session.ts';

/**
 * Playwright's global set-up: the whole product on free ports, with the first run done and the administrator signed
 * in. Test processes inherit the environment that is adopted here, and so find console and data folder.
 */
export default async function start(): Promise<() => Promise<void>> {
  // Playwright ends in order, this stack included, on SIGINT alone.
  process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
  await using started = new AsyncDisposableStack();
  const stack = started.use(await startTestStack());
  invariant(stack.login, 'a new data folder makes an administrator');
  const { email, password } = stack.login;
  adoptEnvironment({ TIDEMARK_ADMIN_EMAIL: email, TIDEMARK_ADMIN_PASSWORD: password });
  await firstRun({
    demo: stack.demo,
    url: stack.url,
    signal: new AbortController().signal,
    say: () => undefined,
  });
  await saveSession(stack.url, stack.login, adminSession());
  const running = started.move();
  return () => running.disposeAsync();
}
