import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listGoldenRuns } from '#lib/channels/prompt/runs/queries/list.ts';
import { goldenRegressionsByWeek } from '#lib/channels/prompt/runs/queries/regressions.ts';
import { listGoldenTargets } from '#lib/channels/prompt/runs/queries/targets.ts';
import { listGoldenTasks } from '#lib/channels/prompt/runs/queries/task-list.ts';
import { parseGoldenRunFilters, parseRegressionFilters } from './golden-run-filters.ts';
import { PromptScreen } from './prompt-screen.tsx';

export const metadata: Metadata = { title: 'Prompt' };

/** Tasks in the ranking of those that flicker. */
const RANKED = 8;

interface PromptPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PromptPage({ searchParams }: PromptPageProps) {
  const { ctx } = await requireUser();
  const params = await searchParams;
  const [runs, targets, regressions, flickering] = await Promise.all([
    listGoldenRuns(ctx.db, parseGoldenRunFilters(params)),
    listGoldenTargets(ctx.db),
    goldenRegressionsByWeek(ctx, parseRegressionFilters(params)),
    listGoldenTasks(ctx.db, { limit: RANKED, order: 'flicker' }),
  ]);
  return <PromptScreen runs={runs} targets={targets} regressions={regressions} flickering={flickering} />;
}
