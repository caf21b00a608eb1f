import { IconCircleDashed, IconLoader2 } from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import type { EndpointView } from '#lib/contract/endpoints.ts';

interface EndpointVerdictProps {
  endpoint: Pick<EndpointView, 'lastCheck' | 'activeRunId'>;
  size?: 'small' | 'large';
}

/** What the last check of an endpoint said; never a verdict where there was no check. */
export function EndpointVerdict({ endpoint, size = 'small' }: EndpointVerdictProps) {
  const verdict = endpoint.lastCheck?.verdict ?? null;
  if (verdict !== null) return <VerdictBadge verdict={verdict} size={size} />;
  if (endpoint.activeRunId !== null) {
    return (
      <ToneBadge tone="teal" icon={IconLoader2} label="Running" meaning="Its first run is under way." size={size} />
    );
  }
  return (
    <ToneBadge tone="grey" icon={IconCircleDashed} label="Not checked" meaning="No check has ended yet." size={size} />
  );
}
