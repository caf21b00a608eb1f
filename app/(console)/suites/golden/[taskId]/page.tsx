import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { foundOr404 } from '#app/(console)/found-or-404.ts';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getGoldenTask } from '#lib/channels/prompt/runs/queries/task-detail.ts';
import { goldenTaskParams, goldenTaskQuery } from '#lib/contract/golden/tasks.ts';
import { GoldenTaskScreen } from './golden-task-screen.tsx';

interface GoldenTaskPageProps {
  params: Promise<{ taskId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: GoldenTaskPageProps): Promise<Metadata> {
  return { title: `Golden task ${(await params).taskId}` };
}

/** Does this task still tell good from bad? */
export default async function GoldenTaskPage({ params, searchParams }: GoldenTaskPageProps) {
  const { ctx } = await requireUser();
  const address = goldenTaskParams.safeParse(await params);
  if (!address.success) notFound();
  const query = parseFilters(goldenTaskQuery, await searchParams);
  return <GoldenTaskScreen task={await foundOr404(getGoldenTask(ctx.db, address.data.taskId, query))} />;
}
