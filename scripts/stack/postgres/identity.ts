import { execFileSync } from 'node:child_process';
import { TidemarkError } from '#lib/platform/errors.ts';

/** The account a process runs as. */
export interface Identity {
  name: string;
  uid: number;
  gid: number;
}

/** Accounts Postgres may run as when we are root, which it refuses; the first that exists is taken. */
const SUBSTITUTES = ['postgres', 'nobody'];

/**
 * The account Postgres runs as: undefined for our own, another one when we are root.
 *
 * @throws TidemarkError `misconfigured` when we are root and there is no other account.
 */
export function postgresIdentity(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of SUBSTITUTES) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
      );
      if (uid !== undefined && gid !== undefined) return { name, uid, gid };
    } catch {
      // No such account: try the next.
    }
  }
  throw new TidemarkError(
    'misconfigured',
    `Postgres refuses to run as root, and none of the accounts ${SUBSTITUTES.join(', ')} exists. Create one (useradd --system postgres), start as an ordinary user, or set DATABASE_URL.`,
  );
}
