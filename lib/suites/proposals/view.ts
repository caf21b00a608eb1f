import type { Prisma } from '#generated/prisma/client.ts';
import type { ProposalDetail, ProposalSummary, ProposedPrompt } from '#lib/contract/proposals.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { type ContentPrompt, proposalContent } from '../screening/content.ts';
import { whyOutdated } from './outdated.ts';

/** What {@link toProposalSummary} needs of a proposal. */
export const PROPOSAL_SELECT = {
  id: true,
  runId: true,
  state: true,
  content: true,
  reason: true,
  createdAt: true,
  decidedAt: true,
  decider: { select: { id: true, name: true } },
  suiteVersion: { select: { id: true, number: true } },
  endpoint: {
    select: {
      id: true,
      name: true,
      model: true,
      gateway: { select: { isDemo: true } },
      suite: {
        select: {
          id: true,
          key: true,
          title: true,
          endpoints: { orderBy: { name: 'asc' }, select: { name: true } },
          versions: { orderBy: { number: 'desc' }, select: { id: true, number: true, retiredAt: true } },
        },
      },
    },
  },
} as const satisfies Prisma.SuiteProposalSelect;

export type ProposalRow = Prisma.SuiteProposalGetPayload<{ select: typeof PROPOSAL_SELECT }>;

export function toProposalSummary(row: ProposalRow): ProposalSummary {
  const { baseVersionId, prompts } = proposalContent.parse(row.content);
  const { suite, gateway, ...endpoint } = row.endpoint;
  const base = suite.versions.find(({ id }) => id === baseVersionId);
  const count = (change: ContentPrompt['change']) => prompts.filter((prompt) => prompt.change === change).length;
  return {
    id: row.id,
    endpoint: { ...endpoint, isDemo: gateway.isDemo },
    suite: { id: suite.id, key: suite.key, title: suite.title },
    baseVersion: { id: baseVersionId, number: base?.number ?? 0 },
    runId: row.runId,
    state: row.state,
    added: count('added'),
    removed: count('removed'),
    kept: count('kept'),
    createdAt: row.createdAt.toISOString(),
    reason: row.reason,
    decidedBy: row.decider,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    version: row.suiteVersion,
  };
}

/** @throws TidemarkError `not_found`. */
export async function getProposal(db: Db, proposalId: number): Promise<ProposalDetail> {
  const row = await db.suiteProposal.findUnique({ where: { id: proposalId }, select: PROPOSAL_SELECT });
  return toProposalDetail(found(row, `proposal ${proposalId}`));
}

function toProposalDetail(row: ProposalRow): ProposalDetail {
  const content = proposalContent.parse(row.content);
  const { suite } = row.endpoint;
  return {
    ...toProposalSummary(row),
    repetitions: content.repetitions,
    warnings: content.warnings,
    prompts: content.prompts.map(toProposedPrompt),
    endpoints: suite.endpoints.map(({ name }) => name),
    outdated: row.state === 'open' ? whyOutdated(content, suite.versions) : null,
  };
}

function toProposedPrompt({ spec, ...seen }: ContentPrompt): ProposedPrompt {
  const question = spec.messages.at(-1)?.content ?? '';
  return { key: spec.id, category: spec.category, stratum: spec.stratum, question, why: spec.why, ...seen };
}
