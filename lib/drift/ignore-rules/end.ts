import { recordAudit } from '#lib/audit/record.ts';
import type { IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { rejudgeAll } from '../rejudge-all.ts';
import { getIgnoreRuleView, workingAt } from './view.ts';

/**
 * Ends an ignore rule now. What it hid counts again at once, with an occurrence of its own from now on.
 *
 * @throws TidemarkError `not_found`, or `conflict` where it works no more.
 */
export async function endIgnoreRule(ctx: Context, ruleId: number): Promise<IgnoreRuleView> {
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const row = await tx.ignoreRule.findUnique({
      where: { id: ruleId },
      select: { reason: true, clusterId: true, expiresAt: true },
    });
    const rule = found(row, `ignore rule ${ruleId}`);
    const { count } = await tx.ignoreRule.updateMany({
      where: { id: ruleId, ...workingAt(at) },
      data: { endedAt: at },
    });
    if (count === 0) {
      const how = rule.expiresAt <= at ? `expired at ${rule.expiresAt.toISOString()}` : 'was ended before';
      throw new TidemarkError('conflict', `Ignore rule ${ruleId} ${how}; there is nothing to end.`);
    }
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'ignore_rule.end',
      subjectType: 'ignore_rule',
      subjectId: ruleId,
      summary: `Ended ignore rule ${ruleId}: ${rule.reason}`,
    });
    await rejudgeAll(tx, at, rule);
  });
  return getIgnoreRuleView(ctx.db, ruleId, at);
}
