import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getCandidate } from '#lib/channels/prompt/candidates/queries/detail.ts';
import { listGoldenTargets } from '#lib/channels/prompt/runs/queries/targets.ts';
import { CandidateScreen } from './candidate-screen.tsx';

export const metadata: Metadata = { title: 'Candidate' };

interface CandidatePageProps {
  params: Promise<{ candidateId: string }>;
}

export default async function CandidatePage({ params }: CandidatePageProps) {
  const { ctx } = await requireUser();
  const candidateId = idOrNotFound((await params).candidateId);
  const [candidate, targets] = await Promise.all([
    foundOr404(getCandidate(ctx.db, candidateId)),
    listGoldenTargets(ctx.db),
  ]);
  return <CandidateScreen key={candidateId} initial={candidate} targets={targets} />;
}
