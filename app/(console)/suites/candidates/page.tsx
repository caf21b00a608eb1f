import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listCandidates } from '#lib/channels/prompt/candidates/queries/list.ts';
import { listCandidateScans } from '#lib/channels/prompt/candidates/scan/view.ts';
import { listLangfuseSources } from '#lib/channels/prompt/candidates/sources/view.ts';
import { parseCandidateFilters } from './candidate-filters.ts';
import { CandidatesScreen } from './candidates-screen.tsx';
import { LATEST_SCANS, MOST_SOURCES } from './list-sizes.ts';

export const metadata: Metadata = { title: 'Candidates' };

interface CandidatesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CandidatesPage({ searchParams }: CandidatesPageProps) {
  const { ctx } = await requireUser();
  const query = parseCandidateFilters(await searchParams);
  const [candidates, sources, scans] = await Promise.all([
    listCandidates(ctx.db, query),
    listLangfuseSources(ctx.db, { limit: MOST_SOURCES }),
    listCandidateScans(ctx.db, { sourceId: query.sourceId, limit: LATEST_SCANS }),
  ]);
  return <CandidatesScreen initial={candidates} sources={sources} scans={scans} />;
}
