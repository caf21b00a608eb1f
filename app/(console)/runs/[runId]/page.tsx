import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getRun } from '#lib/runs/queries/detail.ts';
import { RunScreen } from './run-screen.tsx';

interface RunPageProps {
  params: Promise<{ runId: string }>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  return { title: `Run ${(await params).runId}` };
}

export default async function RunPage({ params }: RunPageProps) {
  const { ctx } = await requireUser();
  const runId = idOrNotFound((await params).runId);
  return <RunScreen initial={await foundOr404(getRun(ctx.db, runId))} />;
}
