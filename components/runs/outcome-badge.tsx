import { IconRulerMeasure } from '@tabler/icons-react';
import { RunStatusBadge } from '#components/ui/status-badge.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import type { RunSummary } from '#lib/contract/runs.ts';

interface OutcomeBadgeProps {
  run: Pick<RunSummary, 'purpose' | 'status' | 'verdict'>;
  size?: 'small' | 'large';
}

/** What came of a run: its verdict, or how far it has come where there is none. */
export function OutcomeBadge({ run, size = 'small' }: OutcomeBadgeProps) {
  if (run.verdict === null) return <RunStatusBadge status={run.status} />;
  // A capture compares nothing; that it calibrates from now on is its success.
  if (run.purpose === 'baseline' && run.verdict === 'calibrating') {
    const meaning = 'The baseline is complete; checks are compared with it.';
    return <ToneBadge tone="green" icon={IconRulerMeasure} label="Captured" meaning={meaning} size={size} />;
  }
  return <VerdictBadge verdict={run.verdict} size={size} />;
}
