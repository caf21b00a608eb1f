'use client';

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import styles from '#components/history/history.module.css';
import { SignalChart } from '#components/history/signal-chart.tsx';
import { SIGNAL_NAMES } from '#lib/channels/model/types.ts';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { SIGNAL_INFO } from '#lib/policy/signals.ts';
import page from './endpoint.module.css';

interface FurtherSignalsProps {
  nights: readonly HistoryNight[];
  markers: readonly HistoryMarker[];
  span: readonly [number, number];
}

/** Charts of the signals beside the four: those that fired in this time at once, the others when asked for. */
export function FurtherSignals({ nights, ...shared }: FurtherSignalsProps) {
  const [all, setAll] = useState(false);
  const fired = new Set(
    nights.flatMap(({ signals }) => signals.filter((signal) => signal.fired).map(({ name }) => name)),
  );
  const known = new Set(nights.flatMap(({ signals }) => signals.map(({ name }) => name)));
  const further = SIGNAL_NAMES.filter((name) => SIGNAL_INFO[name].kind === 'further' && known.has(name));
  const quiet = further.filter((name) => !fired.has(name));
  const shown = all ? further : further.filter((name) => fired.has(name));
  if (further.length === 0) return null;
  return (
    <>
      {shown.length > 0 && (
        <div className={`${styles.multiples} ${page.further}`}>
          {shown.map((name) => (
            <SignalChart key={name} name={name} nights={nights} {...shared} />
          ))}
        </div>
      )}
      {quiet.length > 0 && (
        <UnstyledButton className={page.fold} aria-expanded={all} onClick={() => setAll(!all)}>
          <IconChevronDown size={16} aria-hidden />
          {all
            ? 'Show only signals that fired'
            : `Show ${formatCount(quiet.length, 'further signal')} that stayed quiet`}
        </UnstyledButton>
      )}
    </>
  );
}
