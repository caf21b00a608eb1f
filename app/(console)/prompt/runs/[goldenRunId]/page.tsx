import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getGoldenRun } from '#lib/channels/prompt/runs/queries/detail.ts';
import { GoldenRunScreen } from './golden-run-screen.tsx';

interface GoldenRunPageProps {
  params: Promise<{ goldenRunId: string }>;
}

export async function generateMetadata({ params }: GoldenRunPageProps): Promise<Metadata> {
  return { title: `Golden run ${(await params).goldenRunId}` };
}

/** May this prompt ship? */
export default async function GoldenRunPage({ params }: GoldenRunPageProps) {
  const { ctx } = await requireUser();
  const runId = idOrNotFound((await params).goldenRunId);
  return <GoldenRunScreen initial={await foundOr404(getGoldenRun(ctx.db, runId))} />;
}
