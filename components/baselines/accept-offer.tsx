'use client';

import { Checkbox } from '@mantine/core';
import { useRefusal } from '#components/shell/viewer.tsx';
import type { Acceptance } from '#lib/contract/signals.ts';
import { AcceptanceEffects } from './acceptance-effects.tsx';
import styles from './baselines.module.css';

interface AcceptOfferProps {
  acceptance: Acceptance;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Offers to make the new behaviour the baseline while an incident is closed; says what that does, or why it cannot. */
export function AcceptOffer({ acceptance, checked, onChange }: AcceptOfferProps) {
  const refusal = useRefusal('baseline.bless') ?? (acceptance.way === 'refused' ? acceptance.reason : null);
  return (
    <div className={styles.offer}>
      <Checkbox
        label="Also accept this behaviour as the new baseline"
        description={refusal ?? 'Otherwise the next check finds the same drift again.'}
        disabled={refusal !== null}
        checked={checked && refusal === null}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {checked && refusal === null && <AcceptanceEffects acceptance={acceptance} />}
    </div>
  );
}
