import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getProposal } from '#lib/suites/proposals/view.ts';
import { ProposalScreen } from './proposal-screen.tsx';

export const metadata: Metadata = { title: 'Suite proposal' };

interface ProposalPageProps {
  params: Promise<{ proposalId: string }>;
}

export default async function ProposalPage({ params }: ProposalPageProps) {
  const { ctx } = await requireUser();
  const proposalId = idOrNotFound((await params).proposalId);
  return <ProposalScreen initial={await foundOr404(getProposal(ctx.db, proposalId))} />;
}
