import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getClusterScan } from '#lib/clusters/scans/view.ts';
import { ComparisonScreen } from './comparison-screen.tsx';

interface ComparisonPageProps {
  params: Promise<{ scanId: string }>;
}

export async function generateMetadata({ params }: ComparisonPageProps): Promise<Metadata> {
  return { title: `Comparison ${(await params).scanId}` };
}

/** What did this comparison see, and what not? */
export default async function ComparisonPage({ params }: ComparisonPageProps) {
  const { ctx } = await requireUser();
  const scanId = idOrNotFound((await params).scanId);
  return <ComparisonScreen initial={await foundOr404(getClusterScan(ctx.db, scanId))} />;
}
