'use client';

import { useApiPages } from '#components/api/use-api-pages.ts';
import { BaselineHistory } from '#components/baselines/baseline-history.tsx';
import { BaselineStanding } from '#components/baselines/baseline-standing.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { EndpointDetail } from '#lib/contract/endpoints.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { StartRunButton } from '../../runs/start-run/start-run-button.tsx';
import { LATEST_BASELINES } from './latest-runs.ts';

const LIVE_POLL_MS = 3000;

interface BaselinePanelProps {
  endpoint: EndpointDetail;
  initial: OperationResponse<'listBaselines'>;
}

/** What counts as normal, since when and why, what did before, and a way to capture it anew. */
export function BaselinePanel({ endpoint, initial }: BaselinePanelProps) {
  const reading = useApiPages(
    'listBaselines',
    { limit: LATEST_BASELINES },
    {
      initial,
      params: { endpointId: endpoint.id },
      pollMs: endpoint.activeRunId === null ? false : LIVE_POLL_MS,
    },
  );
  const baselines = reading.items ?? [];
  const standing =
    baselines.find(({ state }) => state === 'ready') ?? baselines.find(({ state }) => state === 'capturing');
  return (
    <div id="baselines">
      <Panel
        title="Baselines"
        hint="What counts as normal. A person decides when it changes: capture it anew, or accept what a check saw on the check’s page."
        flush
        actions={<StartRunButton label="Capture a new baseline" endpointId={endpoint.id} purpose="baseline" />}
      >
        {reading.problem && <StaleNotice detail={reading.problem.message} />}
        <BaselineStanding baseline={standing} />
        <BaselineHistory baselines={baselines} />
        <LoadMore reading={reading} noun="baseline" />
      </Panel>
    </div>
  );
}
