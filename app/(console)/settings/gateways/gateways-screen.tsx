'use client';

import { IconPlus, IconRouteAltLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { GatewayTable } from '#components/settings/gateway-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GatewayView } from '#lib/contract/endpoints.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { GatewayDialog } from './gateway-dialog.tsx';
import { RemoveGateway } from './remove-gateway.tsx';
import { TestGatewayDialog } from './test-gateway-dialog.tsx';

const PAGE_ROWS = 50;

type Open = { what: 'add' } | { what: 'edit' | 'test' | 'remove'; gateway: GatewayView };

/** The addresses models are reached through. */
export function GatewaysScreen({ initial }: { initial: OperationResponse<'listGateways'> }) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApiPages('listGateways', { limit: PAGE_ROWS }, { initial });
  const gateways = reading.items ?? [];
  const close = () => setOpen(null);
  const add = (
    <MayButton
      permission="gateway.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: 'add' })}
    >
      Add a gateway
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="Gateways"
        answer="LiteLLM, or any address that speaks the OpenAI interface. Keys are encrypted and never shown again."
        actions={add}
      />
      <Panel title="Addresses and keys" flush>
        <GatewayTable
          gateways={gateways}
          onEdit={(gateway) => setOpen({ what: 'edit', gateway })}
          onTest={(gateway) => setOpen({ what: 'test', gateway })}
          onRemove={(gateway) => setOpen({ what: 'remove', gateway })}
          empty={
            <EmptyState icon={IconRouteAltLeft} title="No gateway yet" actions={add}>
              Add the gateway your agents use, then put its models under watch.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="gateway" />
      </Panel>
      {open?.what === 'add' && <GatewayDialog gateway={null} onClose={close} />}
      {open?.what === 'edit' && <GatewayDialog gateway={open.gateway} onClose={close} />}
      {open?.what === 'test' && <TestGatewayDialog gateway={open.gateway} onClose={close} />}
      {open?.what === 'remove' && <RemoveGateway gateway={open.gateway} onClose={close} />}
    </>
  );
}
