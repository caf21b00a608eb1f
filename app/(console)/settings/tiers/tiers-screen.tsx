'use client';

import { IconPlus, IconStairs } from '@tabler/icons-react';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { TierTable } from '#components/settings/tier-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { TierView } from '#lib/contract/drift/objects.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { AddTierDialog } from './add-tier-dialog.tsx';
import { RemoveTier } from './remove-tier.tsx';

type Subject = TierView['subject'];
type Open = { what: 'add'; subject: Subject } | { what: 'remove'; tier: TierView };

const PARTS: readonly { subject: Subject; title: string; hint: string; empty: string }[] = [
  {
    subject: 'namespace',
    title: 'Namespaces',
    hint: 'Any drift in a namespace of tier 3 is P1.',
    empty: 'Without one, drift in a namespace is logged, and is P3 once it repeats.',
  },
  {
    subject: 'policy',
    title: 'Policies of Kyverno',
    hint: 'A policy of tier 3 that is not as git says is P0, any other P1.',
    empty: 'Without one, every policy that is not as git says is P1. Name those that agents of tier 3 stand behind.',
  },
];

/** Which namespaces and policies are the most dangerous to drift. */
export function TiersScreen({ initial }: { initial: OperationResponse<'listTiers'> }) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApi('listTiers', {}, { initial });
  const close = () => setOpen(null);
  const tiers = reading.data?.items ?? initial.items;
  return (
    <>
      <PageHeader
        title="Tiers"
        answer="Tier 3 is where agents act on their own. What drifts there is more urgent than the same drift elsewhere."
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      {PARTS.map(({ subject, title, hint, empty }) => (
        <Panel
          key={subject}
          title={title}
          hint={hint}
          flush
          actions={
            <MayButton
              size="xs"
              variant="default"
              permission="tier.write"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setOpen({ what: 'add', subject })}
            >
              Add a {subject}
            </MayButton>
          }
        >
          <TierTable
            caption={title}
            tiers={tiers.filter((tier) => tier.subject === subject)}
            onRemove={(tier) => setOpen({ what: 'remove', tier })}
            empty={
              <EmptyState icon={IconStairs} title={`No ${subject} has a tier`}>
                {empty}
              </EmptyState>
            }
          />
        </Panel>
      ))}
      {open?.what === 'add' && <AddTierDialog subject={open.subject} onClose={close} />}
      {open?.what === 'remove' && <RemoveTier tier={open.tier} onClose={close} />}
    </>
  );
}
