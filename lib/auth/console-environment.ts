import { systemClock } from '../platform/clock.ts';
import { configuredOrExit } from '../platform/configured.ts';
import { databaseUrl } from '../platform/db.ts';
import { nextNightlyAt } from '../schedule/nightly.ts';
import { sessionSecret } from './session-token.ts';

/** Ends this process with one message when the console cannot work in its environment. */
export function checkConsoleEnvironment(): void {
  configuredOrExit(() => {
    databaseUrl();
    sessionSecret();
    nextNightlyAt(systemClock());
  });
}
