import type { FlagSyncPreview } from '#lib/contract/drift/flags.ts';
import type { Context } from '#lib/platform/context.ts';
import { loadFlag, readSync } from './read-sync.ts';
import { syncBranch } from './words.ts';

/**
 * The exact change of git that would make the live side of a flag its own; nothing is written.
 *
 * @throws TidemarkError as `readSync`; `not_found`.
 */
export async function previewFlagSync(ctx: Context, objectId: number, clones?: string): Promise<FlagSyncPreview> {
  const row = await loadFlag(ctx.db, objectId);
  const { path, before, after, baseCommit, liveHash } = await readSync(ctx, row, clones);
  const earlier = await ctx.db.flagDecision.count({ where: { objectId, kind: 'sync' } });
  const { source } = row.flagSource;
  const withoutPullRequest =
    source.forge === 'none'
      ? `Git source ${source.name} names no forge, so only the branch is pushed. Merge it yourself, or set up a forge.`
      : null;
  return {
    ...{ path, before, after, baseCommit, liveHash, withoutPullRequest },
    branch: syncBranch(row.name, objectId, earlier + 1),
  };
}
