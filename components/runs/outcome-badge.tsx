import { RunStatusBadge } from '#components/ui/status-badge.tsx';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import type { RunSummary } from '#lib/contract/runs.ts';

/** What came of a run: its verdict, or how far it has come where there is none. */
export function OutcomeBadge({ run, size }: { run: Pick<RunSummary, 'status' | 'verdict'>; size?: 'small' | 'large' }) {
  if (run.verdict !== null) return <VerdictBadge verdict={run.verdict} size={size ?? 'small'} />;
  return <RunStatusBadge status={run.status} />;
}
