import { sessionSecret } from '#lib/auth/session-token.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { configuredOrExit } from '#lib/platform/configured.ts';
import { databaseUrl } from '#lib/platform/db.ts';
import { nextNightlyAt } from '#lib/schedule/nightly.ts';

/** Run by Next when the console starts: a bad environment is told then, not to whoever opens the first page. */
export function register(): void {
  configuredOrExit(() => {
    databaseUrl();
    sessionSecret();
    nextNightlyAt(systemClock());
  });
}
