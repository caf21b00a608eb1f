import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listGoldenTargets } from '#lib/channels/prompt/runs/queries/targets.ts';
import { listGoldenTasks } from '#lib/channels/prompt/runs/queries/task-list.ts';
import { parseGoldenTaskFilters } from './golden-task-filters.ts';
import { GoldenTasksScreen } from './golden-tasks-screen.tsx';

export const metadata: Metadata = { title: 'Golden suite' };

interface GoldenTasksPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function GoldenTasksPage({ searchParams }: GoldenTasksPageProps) {
  const { ctx } = await requireUser();
  const [tasks, targets] = await Promise.all([
    listGoldenTasks(ctx.db, parseGoldenTaskFilters(await searchParams)),
    listGoldenTargets(ctx.db),
  ]);
  return <GoldenTasksScreen initial={tasks} targets={targets} />;
}
