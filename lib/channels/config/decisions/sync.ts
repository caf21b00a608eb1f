import { recordAudit } from '#lib/audit/record.ts';
import type { FlagDecisionView, FlagSyncBody } from '#lib/contract/drift/flags.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { claimFlag, commentDecision } from './claim.ts';
import { loadFlag, readSync } from './read-sync.ts';
import { getDecision } from './view.ts';
import { syncBranch } from './words.ts';

/**
 * Brings the live side of a flag to git as it was previewed: notes the decision and has the file pushed to a branch under
 * the person's name. The push is a job, so that a server which is down delays it and loses nothing. The caller has
 * checked the permission `flag.decide`.
 *
 * @throws TidemarkError as `readSync` and `claimFlag`; `conflict` where flagd or git is not as previewed any more.
 */
export async function syncFlag(
  ctx: Context,
  objectId: number,
  { baseCommit, liveHash, reason, seenDecisionId }: FlagSyncBody,
  clones?: string,
): Promise<FlagDecisionView> {
  const row = await loadFlag(ctx.db, objectId);
  const plan = await readSync(ctx, row, clones);
  if (plan.liveHash !== liveHash) throw changed(`${row.flagSource.name} serves the flag otherwise`);
  if (plan.baseCommit !== baseCommit) throw changed(`${row.flagSource.source.branch} is at another commit`);
  const id = await inTransaction(ctx.db, async (tx) => {
    const claim = await claimFlag(tx, ctx, { kind: 'sync', objectId, liveHash, seenId: seenDecisionId });
    const branch = syncBranch(claim.name, objectId, claim.syncs + 1);
    const { path, after: content } = plan;
    const decision = await tx.flagDecision.create({
      data: {
        ...{ objectId, reason, liveHash, branch, baseCommit, path, content },
        ...{ kind: 'sync', state: 'pending', decidedBy: claim.personId, decidedAt: ctx.now() },
      },
      select: { id: true },
    });
    await enqueue(tx, 'flags.publish', { decisionId: decision.id }, { key: jobKeys.publishFlag(decision.id) });
    const summary = `Brings ${claim.flag} of ${row.flagSource.name} to git, to be pushed to ${branch} of ${row.flagSource.source.name}: ${reason}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'flag.sync', subjectType: 'flag', subjectId: objectId, summary });
    await commentDecision(tx, ctx, claim, summary);
    return decision.id;
  });
  return getDecision(ctx.db, id);
}

function changed(what: string): TidemarkError {
  return new TidemarkError(
    'conflict',
    `${what} than the preview showed. Nothing was written; look at the change again.`,
  );
}
