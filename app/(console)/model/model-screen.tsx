'use client';

import { Button } from '@mantine/core';
import { IconCpu, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { endpointColumns } from '#components/endpoints/endpoint-columns.tsx';
import { channelSentence } from '#components/endpoints/endpoint-facts.ts';
import { lastNightSentence } from '#components/endpoints/last-night.ts';
import { useRefusal } from '#components/shell/viewer.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { Overview } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import { StartRunButton } from '../runs/start-run/start-run-button.tsx';

/** How often the list is read again while a run goes, and otherwise. */
const LIVE_POLL_MS = 3000;
const CALM_POLL_MS = 30_000;
const PAGE_ROWS = 50;

interface ModelScreenProps {
  initial: OperationResponse<'listEndpoints'>;
  /** What the latest night says of all endpoints together. */
  lastNight: Overview['lastNight'];
}

/** The model channel: every endpoint with its verdict against its own noise. */
export function ModelScreen({ initial, lastNight }: ModelScreenProps) {
  const mayNotWrite = useRefusal('endpoint.write') !== null;
  const reading = useApiPages(
    'listEndpoints',
    { limit: PAGE_ROWS },
    {
      initial,
      pollMs: (known) => (known?.items.some((endpoint) => endpoint.activeRunId !== null) ? LIVE_POLL_MS : CALM_POLL_MS),
    },
  );
  const endpoints = reading.items ?? [];
  const add = mayNotWrite ? null : (
    <Button
      component={Link}
      href={routes.newEndpoint()}
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      Add an endpoint
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Model"
        answer={[channelSentence(endpoints), lastNightSentence(lastNight)].filter(Boolean).join(' ')}
        actions={
          <>
            {add}
            {endpoints.length > 0 && <StartRunButton label="Start a run" primary />}
          </>
        }
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel title="Endpoints" hint="One model behind one gateway, with its sampling parameters." flush>
        <DataTable
          caption="Endpoints under watch"
          rows={endpoints}
          rowId={(endpoint) => endpoint.id}
          rowHref={(endpoint) => routes.endpoint(endpoint.id)}
          keys={[]}
          sortParam="sort"
          columns={endpointColumns}
          empty={
            <EmptyState icon={IconCpu} title="No model is under watch" actions={add}>
              <p>Add an endpoint: a gateway, a model name and a canary suite.</p>
              <p>Capture a baseline, and every night tells whether the model still behaves like it.</p>
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="endpoint" />
      </Panel>
    </>
  );
}
