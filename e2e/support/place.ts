import { join } from 'node:path';
import { dataFolder, env } from '#lib/platform/env.ts';
import { invariant } from '#lib/platform/errors.ts';
import { consoleUrl } from '#scripts/stack/programs.ts';

/** Where the console under test answers. */
export function consoleAddress(): string {
  return consoleUrl(env().TIDEMARK_HOST, env().PORT);
}

/** File with the administrator's session cookie; goes with the data folder. */
export function adminSession(): string {
  return join(dataFolder(), 'admin-session.json');
}

/** Login of the administrator of the first start. */
export function adminLogin(): { email: string; password: string } {
  const { TIDEMARK_ADMIN_EMAIL: email, TIDEMARK_ADMIN_PASSWORD: password } = env();
  invariant(password !== undefined, 'the set-up hands the password on');
  return { email, password };
}
