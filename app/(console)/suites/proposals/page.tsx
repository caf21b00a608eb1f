import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listProposals } from '#lib/suites/proposals/list.ts';
import { parseProposalFilters } from './proposal-filters.ts';
import { ProposalsScreen } from './proposals-screen.tsx';

export const metadata: Metadata = { title: 'Suite proposals' };

interface ProposalsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ProposalsPage({ searchParams }: ProposalsPageProps) {
  const { ctx } = await requireUser();
  const initial = await listProposals(ctx.db, parseProposalFilters(await searchParams));
  return <ProposalsScreen initial={initial} />;
}
