import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { ProposalDecisionBody, ProposalDetail } from '#lib/contract/proposals.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { hashPrompts } from '../hash.ts';
import { promptsOf, proposalContent } from '../screening/content.ts';
import { publishSuiteIn } from '../store.ts';
import { whyOutdated } from './outdated.ts';
import { getProposal } from './view.ts';

/**
 * Publishes the proposed version under the name of whoever accepts it. Endpoints of the suite capture a new baseline by
 * the next night. The caller has checked the permission `suite.publish`.
 *
 * @throws TidemarkError `not_found`; `conflict` when it is decided already, when the suite has changed since, or when
 *   the same prompts were a version before.
 */
export async function acceptProposal(
  ctx: Context,
  proposalId: number,
  { reason }: ProposalDecisionBody,
): Promise<ProposalDetail> {
  await inTransaction(ctx.db, async (tx) => {
    const { content, suite } = await lockProposal(tx, proposalId);
    const outdated = whyOutdated(content, suite.versions);
    if (outdated !== null) throw new TidemarkError('conflict', outdated);
    const prompts = promptsOf(content).map(({ spec }) => spec);
    const { key, title, description } = suite;
    const version = await publishSuiteIn(tx, ctx, {
      key,
      title,
      description,
      prompts,
      contentHash: hashPrompts(prompts),
    });
    if (!version.created) {
      const told = `The proposed prompts are those of version ${version.number}. Reject the proposal.`;
      throw new TidemarkError('conflict', told);
    }
    await decide(tx, ctx, proposalId, { state: 'accepted', reason, suiteVersionId: version.versionId });
    const summary = `Accepted proposal ${proposalId} as version ${version.number} of suite ${key}: ${reason}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'proposal.accept', ...subjectOf(proposalId), summary });
  });
  return getProposal(ctx.db, proposalId);
}

/**
 * Leaves the suite as it is. The caller has checked the permission `suite.publish`.
 *
 * @throws TidemarkError `not_found`; `conflict` when it is decided already.
 */
export async function rejectProposal(
  ctx: Context,
  proposalId: number,
  { reason }: ProposalDecisionBody,
): Promise<ProposalDetail> {
  await inTransaction(ctx.db, async (tx) => {
    const { suite } = await lockProposal(tx, proposalId);
    await decide(tx, ctx, proposalId, { state: 'rejected', reason });
    const summary = `Rejected proposal ${proposalId} for suite ${suite.key}: ${reason}`;
    await recordAudit(tx, { actor: ctx.actor, action: 'proposal.reject', ...subjectOf(proposalId), summary });
  });
  return getProposal(ctx.db, proposalId);
}

/** Publications of the suite wait from here. */
async function lockProposal(tx: Prisma.TransactionClient, proposalId: number) {
  await tx.$queryRaw`
    SELECT suite.id FROM suite
    JOIN endpoint ON endpoint.suite_id = suite.id
    JOIN suite_proposal ON suite_proposal.endpoint_id = endpoint.id
    WHERE suite_proposal.id = ${proposalId}::int
    FOR UPDATE OF suite`;
  const row = await tx.suiteProposal.findUnique({
    where: { id: proposalId },
    select: {
      content: true,
      endpoint: { select: { suite: { include: { versions: { orderBy: { number: 'desc' } } } } } },
    },
  });
  const { content, endpoint } = found(row, `proposal ${proposalId}`);
  return { content: proposalContent.parse(content), suite: endpoint.suite };
}

async function decide(
  tx: Prisma.TransactionClient,
  { actor, now }: Context,
  id: number,
  decision: { state: 'accepted' | 'rejected'; reason: string; suiteVersionId?: number },
): Promise<void> {
  const { count } = await tx.suiteProposal.updateMany({
    where: { id, state: 'open' },
    data: { ...decision, decidedBy: personOf(actor), decidedAt: now() },
  });
  if (count === 0) throw new TidemarkError('conflict', `Proposal ${id} was decided already.`);
}

function subjectOf(proposalId: number) {
  return { subjectType: 'suite_proposal', subjectId: proposalId };
}
