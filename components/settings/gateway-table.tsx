'use client';

import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { GatewayView } from '#lib/contract/endpoints.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { GATEWAY_KIND_LABEL } from '#lib/policy/labels.ts';
import { SecretState } from './secret-state.tsx';
import styles from './settings.module.css';

interface GatewayTableProps {
  gateways: readonly GatewayView[];
  onEdit: (gateway: GatewayView) => void;
  onTest: (gateway: GatewayView) => void;
  onRemove: (gateway: GatewayView) => void;
  empty: ReactNode;
}

/** Gateways with their key's state and what can be done about them. */
export function GatewayTable({ gateways, onEdit, onTest, onRemove, empty }: GatewayTableProps) {
  return (
    <DataTable
      caption="Gateways"
      rows={gateways}
      rowId={(gateway) => gateway.id}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: 'Gateway',
          cell: (gateway) => (
            <span className={styles.name}>
              {gateway.name} {gateway.isDemo && <DemoTag />}
            </span>
          ),
        },
        { key: 'kind', header: 'Kind', nowrap: true, cell: (gateway) => GATEWAY_KIND_LABEL[gateway.kind] },
        { key: 'url', header: 'Base URL', cell: (gateway) => <code>{gateway.baseUrl}</code> },
        {
          key: 'key',
          header: 'Key',
          nowrap: true,
          cell: (gateway) => <SecretState isStored={gateway.hasKey} without="Calls are sent without a key." />,
        },
        { key: 'endpoints', header: 'Endpoints', numeric: true, cell: (gateway) => formatCount(gateway.endpointCount) },
        {
          key: 'actions',
          header: 'Actions',
          cell: (gateway) => (
            <Group gap="xs">
              <MayButton size="xs" variant="default" permission="endpoint.write" onClick={() => onTest(gateway)}>
                Test
              </MayButton>
              <MayButton size="xs" variant="default" permission="gateway.write" onClick={() => onEdit(gateway)}>
                Edit
              </MayButton>
              <MayButton
                size="xs"
                variant="default"
                permission="gateway.write"
                blocked={
                  gateway.endpointCount > 0 ? 'Endpoints use it. Move them to another gateway first.' : undefined
                }
                onClick={() => onRemove(gateway)}
              >
                Remove
              </MayButton>
            </Group>
          ),
        },
      ]}
    />
  );
}
