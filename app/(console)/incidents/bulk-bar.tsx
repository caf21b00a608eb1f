'use client';

import { Button } from '@mantine/core';
import { IconAlertCircle, IconUserCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useKeys } from '#components/keys/use-keys.ts';
import { MayButton } from '#components/ui/may-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { BulkOutcome } from './acknowledge-each.ts';
import styles from './bulk-bar.module.css';
import type { Bulk } from './use-bulk-acknowledge.ts';

/** Foot of the list while incidents are selected: how many, and what can be done to them together. */
export function BulkBar({ bulk }: { bulk: Bulk }) {
  const { selected, open, refused } = bulk;
  const canAcknowledge = open.length > 0 && !bulk.isPending;
  useKeys(canAcknowledge ? [{ keys: 'A', does: 'Acknowledge the selected incidents', run: bulk.acknowledge }] : []);
  if (selected.length === 0 && refused.length === 0) return null;
  const others = selected.length - open.length;
  return (
    <section className={styles.bar} aria-label="Selected incidents">
      {refused.length > 0 && <Refused refused={refused} />}
      <div className={styles.line}>
        <span className="tabular" role="status">
          {formatCount(selected.length)} selected
          {others > 0 && `, ${formatCount(others)} not open`}
        </span>
        <Button size="sm" variant="subtle" onClick={bulk.clear} disabled={bulk.isPending}>
          Clear
        </Button>
        <MayButton
          permission="incident.triage"
          size="sm"
          leftSection={<IconUserCheck size={16} aria-hidden />}
          blocked={open.length === 0 ? 'None of them is open.' : undefined}
          loading={bulk.isPending}
          onClick={bulk.acknowledge}
        >
          Acknowledge {open.length}
        </MayButton>
      </div>
    </section>
  );
}

function Refused({ refused }: { refused: BulkOutcome['refused'] }) {
  return (
    <Notice
      tone="red"
      icon={IconAlertCircle}
      role="alert"
      title={`${formatCount(refused.length, 'incident')} not acknowledged`}
    >
      {refused.map(({ incident, reason }) => (
        <span key={incident.id} className={styles.reason}>
          <Link href={routes.incident(incident.id)}>{incident.title}</Link>: {reason}
        </span>
      ))}
    </Notice>
  );
}
