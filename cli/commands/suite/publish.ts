import { type Actor, SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { may } from '#lib/policy/permissions.ts';
import { requireSuite } from '#lib/suites/read.ts';
import { publishSuite } from '#lib/suites/store.ts';
import { withDatabase } from '../../database.ts';
import { json } from '../../reporters/json.ts';
import type { World } from '../../world.ts';

/** Publishes the suite at `path` and prints its version. */
export async function publishSuiteFile(
  path: string,
  options: { as?: string; json?: true },
  world: World,
): Promise<void> {
  const suite = await requireSuite(path);
  const version = await withDatabase(world, async (db) =>
    publishSuite({ db, now: world.now, actor: await publisher(db, options.as) }, suite),
  );
  if (options.json) {
    world.stdout.write(json(version));
    return;
  }
  const name = `version ${version.number} of suite ${suite.key} (${suite.prompts.length} prompts, content hash ${version.contentHash})`;
  world.stdout.write(version.created ? `Published ${name}\n` : `Nothing to do: this is already ${name}\n`);
}

async function publisher(db: Db, email: string | undefined): Promise<Actor> {
  if (email === undefined) return SYSTEM_ACTOR;
  const user = await db.user.findUnique({ where: { email } });
  if (user === null || user.disabledAt !== null) {
    throw new TidemarkError('not_found', `Nobody with the address ${email} may sign in here: correct --as`);
  }
  if (!may(user.role, 'suite.publish')) {
    throw new TidemarkError('forbidden', `${email} is a ${user.role}, who may not publish suites`);
  }
  return { kind: 'user', userId: user.id };
}
