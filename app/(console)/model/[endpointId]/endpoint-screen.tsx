'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { EndpointNumbers } from '#components/endpoints/endpoint-numbers.tsx';
import { EndpointSettings } from '#components/endpoints/endpoint-settings.tsx';
import { EndpointVerdict } from '#components/endpoints/endpoint-verdict.tsx';
import { SelfCheck } from '#components/endpoints/self-check.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { EndpointStatusBadge } from '#components/ui/status-badge.tsx';
import type { EndpointHistory } from '#lib/contract/baselines.ts';
import type { EndpointDetail } from '#lib/contract/endpoints.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { BaselinePanel } from './baseline-panel.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointRuns } from './endpoint-runs.tsx';
import { HistoryPanels } from './history-panels.tsx';
import { nightsOf, RANGE_PARAM } from './history-range.ts';
import { RunningNotice } from './running-notice.tsx';

const LIVE_POLL_MS = 3000;
const CALM_POLL_MS = 30_000;

interface EndpointScreenProps {
  initial: EndpointDetail;
  initialRuns: OperationResponse<'listRuns'>;
  /** The nights that were asked for with the page. */
  initialHistory: { nights: number; history: EndpointHistory };
  initialBaselines: OperationResponse<'listBaselines'>;
}

/** How one model has behaved: verdict, history against noise, runs, baselines, settings. */
export function EndpointScreen({ initial, initialRuns, initialHistory, initialBaselines }: EndpointScreenProps) {
  const reading = useApi(
    'getEndpoint',
    { params: { endpointId: initial.id } },
    { initial, pollMs: (known) => (known?.activeRunId == null ? CALM_POLL_MS : LIVE_POLL_MS) },
  );
  const endpoint = reading.data ?? initial;
  const asked = nightsOf(useUrlParams()[0].get(RANGE_PARAM));
  const nights = useApi(
    'getEndpointHistory',
    { params: { endpointId: initial.id }, query: { nights: asked } },
    { initial: asked === initialHistory.nights ? initialHistory.history : undefined, pollMs: CALM_POLL_MS },
  );
  const history = nights.data ?? initialHistory.history;
  return (
    <>
      <PageHeader
        trail={<Link href={routes.model()}>Model</Link>}
        title={endpoint.name}
        marks={
          <>
            <EndpointVerdict endpoint={endpoint} size="large" />
            {endpoint.status === 'paused' && <EndpointStatusBadge status="paused" />}
            {endpoint.gateway.isDemo && <DemoTag />}
          </>
        }
        answer={endpoint.lastCheck?.verdictReason ?? 'No check has ended yet, so nothing is known about it.'}
        actions={<EndpointActions endpoint={endpoint} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      {endpoint.activeRunId !== null && <RunningNotice runId={endpoint.activeRunId} />}
      <EndpointNumbers endpoint={endpoint} history={history} />
      <HistoryPanels history={history} busy={nights.isPlaceholderData} />
      <EndpointRuns endpointId={endpoint.id} initial={initialRuns} live={endpoint.activeRunId !== null} />
      <BaselinePanel endpoint={endpoint} initial={initialBaselines} />
      <Panel
        title="Can alarms be trusted here?"
        hint="The baseline set against itself: whatever alarms then is a false alarm."
      >
        <SelfCheck selfCheck={endpoint.selfCheck} />
      </Panel>
      <Panel title="Settings">
        <EndpointSettings endpoint={endpoint} />
      </Panel>
      <ConnectionPanel endpointId={endpoint.id} />
    </>
  );
}
