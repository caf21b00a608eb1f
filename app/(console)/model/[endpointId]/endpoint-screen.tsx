'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { NightlyChart } from '#components/charts/nightly-chart.tsx';
import { BaselineTable } from '#components/endpoints/baseline-table.tsx';
import { EndpointNumbers } from '#components/endpoints/endpoint-numbers.tsx';
import { EndpointSettings } from '#components/endpoints/endpoint-settings.tsx';
import { EndpointVerdict } from '#components/endpoints/endpoint-verdict.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { EndpointStatusBadge } from '#components/ui/status-badge.tsx';
import type { EndpointDetail } from '#lib/contract/endpoints.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { StartRunButton } from '../../runs/start-run/start-run-button.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointRuns } from './endpoint-runs.tsx';
import { RunningNotice } from './running-notice.tsx';

const LIVE_POLL_MS = 3000;
const CALM_POLL_MS = 30_000;

interface EndpointScreenProps {
  initial: EndpointDetail;
  initialRuns: OperationResponse<'listRuns'>;
}

/** How one model has behaved: verdict, history against noise, runs, baselines, settings. */
export function EndpointScreen({ initial, initialRuns }: EndpointScreenProps) {
  const reading = useApi(
    'getEndpoint',
    { params: { endpointId: initial.id } },
    { initial, pollMs: (known) => (known?.activeRunId == null ? CALM_POLL_MS : LIVE_POLL_MS) },
  );
  const endpoint = reading.data ?? initial;
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
      <EndpointNumbers endpoint={endpoint} />
      <Panel title="Every night against the noise">
        <NightlyChart title="Answers that differ from the baseline" nights={endpoint.history} />
      </Panel>
      <EndpointRuns endpointId={endpoint.id} initial={initialRuns} live={endpoint.activeRunId !== null} />
      <div id="baselines">
        <Panel
          title="Baselines"
          hint="What counts as normal. A person decides when it changes."
          flush
          actions={<StartRunButton label="Capture a new baseline" endpointId={endpoint.id} purpose="baseline" />}
        >
          <BaselineTable baselines={endpoint.baselines} />
        </Panel>
      </div>
      <Panel title="Settings">
        <EndpointSettings endpoint={endpoint} />
      </Panel>
      <ConnectionPanel endpointId={endpoint.id} />
    </>
  );
}
