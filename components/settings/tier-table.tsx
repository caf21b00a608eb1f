'use client';

import { IconStairs, IconStairsUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { TierView } from '#lib/contract/drift/objects.ts';
import styles from './settings.module.css';

interface TierTableProps {
  caption: string;
  tiers: readonly TierView[];
  onRemove: (tier: TierView) => void;
  empty: ReactNode;
}

/** Names and their tiers, the highest first. */
export function TierTable({ caption, tiers, onRemove, empty }: TierTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={tiers}
      rowId={({ id }) => id}
      empty={empty}
      columns={[
        { key: 'name', header: 'Name', cell: ({ name }) => <code className={styles.address}>{name}</code> },
        {
          key: 'tier',
          header: 'Tier',
          nowrap: true,
          cell: ({ tier }) => (
            <ToneBadge
              tone={tier === 3 ? 'violet' : 'grey'}
              icon={tier === 3 ? IconStairsUp : IconStairs}
              label={`Tier ${tier}`}
            />
          ),
        },
        {
          key: 'actions',
          header: 'Actions',
          cell: (tier) => (
            <MayButton size="xs" variant="default" permission="tier.write" onClick={() => onRemove(tier)}>
              Remove
            </MayButton>
          ),
        },
      ]}
    />
  );
}
