import { flagName } from '#lib/flagd/definition.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import type { Context } from '#lib/platform/context.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { CLUSTER_TEST_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { readDefinitions } from '../comparison/compare-sides.ts';
import { readGitSide, tidyFolder } from '../comparison/read-git.ts';
import { flagRefOf } from '../comparison/sightings.ts';
import { canPush } from '../sources/view.ts';
import { planSync } from './plan-sync.ts';

/** A flag that differs or did, with its flagd and git source. @throws TidemarkError `not_found`. */
export async function loadFlag(db: Context['db'], objectId: number) {
  const include = { flagSource: { include: { source: true } } } as const;
  const row = found(await db.driftObject.findUnique({ where: { id: objectId }, include }), `flag ${objectId}`);
  return { ...row, flagSource: found(row.flagSource, `flag ${objectId}`), ref: flagRefOf(row) };
}

export type FlagRow = Awaited<ReturnType<typeof loadFlag>>;

/**
 * Reads flagd and the head of git anew, and plans how the flag's live side goes to git.
 *
 * @throws TidemarkError as `planSync`; `conflict` where it can never go there: only values were compared, or git takes no
 *   push; `unavailable` where git or flagd does not answer.
 */
export async function readSync({ now }: Pick<Context, 'now'>, { flagSource, ref }: FlagRow, clones?: string) {
  const { source } = flagSource;
  if (flagSource.mode === 'evaluations') {
    const told = `Only values of ${flagSource.name} are compared, which do not tell how the ${flagName(ref)} is defined. Connect to flagd's sync service to bring flags to git.`;
    throw new TidemarkError('conflict', told);
  }
  if (!canPush(source)) {
    const told = `Git source ${source.name} is read without credentials, so nothing can be pushed to it. Enter a token in the settings.`;
    throw new TidemarkError('conflict', told);
  }
  const signal = AbortSignal.timeout(CLUSTER_TEST_TIMEOUT_MS);
  const folder = tidyFolder(flagSource.path);
  try {
    const options = { path: folder, last: null, now, signal, clones };
    const git = await readGitSide(openGitSource(source, encryptionKey()), options);
    const plan = planSync(ref, git, await readDefinitions(flagSource, git.flags, signal));
    return { ...plan, path: folder === '' ? plan.file : `${folder}/${plan.file}`, baseCommit: git.state.commit };
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new TidemarkError('unavailable', 'git or flagd did not answer in time. Try again later.', { cause });
  }
}
