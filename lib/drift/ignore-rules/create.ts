import type { Prisma } from '#generated/prisma/client.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { IgnoreRuleBody, IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { rejudgeAll } from '../rejudge-all.ts';
import { scopeWords } from './scope-words.ts';
import { getIgnoreRuleView } from './view.ts';

/**
 * Makes an ignore rule. What differs now is judged anew at once: drift that it hides ends, and incidents of which nothing
 * is left are marked cleared.
 *
 * @throws TidemarkError `invalid_input` for an expiry that is past, or when there is no such cluster or active person.
 */
export async function createIgnoreRule(ctx: Context, body: IgnoreRuleBody): Promise<IgnoreRuleView> {
  const at = ctx.now();
  const expiresAt = new Date(body.expiresAt);
  if (expiresAt <= at) throw refused('expiresAt', 'must lie in the future', 'The rule would have expired already.');
  const ruleId = await inTransaction(ctx.db, async (tx) => {
    const ownerName = await nameOfOwner(tx, body.ownerId);
    const clusterName = body.clusterId === null ? null : await nameOfCluster(tx, body.clusterId);
    const { id } = await tx.ignoreRule.create({ data: { ...body, expiresAt, createdAt: at }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'ignore_rule.create',
      subjectType: 'ignore_rule',
      subjectId: id,
      summary:
        `Drift of ${scopeWords(body, clusterName)} is ignored until ${expiresAt.toISOString()}, ` +
        `for which ${ownerName} answers: ${body.reason}`,
    });
    await rejudgeAll(tx, at, body);
    return id;
  });
  return getIgnoreRuleView(ctx.db, ruleId, at);
}

async function nameOfOwner(tx: Prisma.TransactionClient, ownerId: number): Promise<string> {
  const owner = await tx.user.findFirst({ where: { id: ownerId, disabledAt: null }, select: { name: true } });
  if (owner !== null) return owner.name;
  throw refused('ownerId', 'is not an active person', `There is no active person ${ownerId} to answer for the rule.`);
}

async function nameOfCluster(tx: Prisma.TransactionClient, clusterId: number): Promise<string> {
  const cluster = await tx.cluster.findUnique({ where: { id: clusterId }, select: { name: true } });
  if (cluster !== null) return cluster.name;
  throw refused('clusterId', 'is no cluster', `There is no cluster ${clusterId} that the rule could be about.`);
}

function refused(path: string, issue: string, message: string): TidemarkError {
  return new TidemarkError('invalid_input', message, { issues: [{ path, message: issue }] });
}
