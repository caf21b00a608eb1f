import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { getOverview } from '#lib/overview/overview.ts';
import { OverviewScreen } from './overview-screen.tsx';

export const metadata: Metadata = { title: 'Overview' };

/** Is anything drifting right now? */
export default async function OverviewPage() {
  const { ctx } = await requireUser();
  return <OverviewScreen initial={await getOverview(ctx)} />;
}
