'use client';

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { PromptLink } from '#components/prompts/prompt-link.tsx';
import { isActive } from '#components/runs/run-facts.ts';
import { NoiseBandLegend } from '#components/signals/noise-band.tsx';
import { SignalTable } from '#components/signals/signal-table.tsx';
import { WAITING_SIGNALS } from '#components/signals/waiting.ts';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail, RunPurpose } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { RUN_PURPOSE_LABEL } from '#lib/policy/labels.ts';
import styles from './run.module.css';

/** Whether runs of a purpose are compared with a baseline. */
const COMPARED: Record<RunPurpose, boolean> = { check: true, confirmation: true, baseline: false, screening: false };

interface SignalPanelProps {
  run: RunDetail;
  onOpen: (promptId: number) => void;
}

/** Which signals fired: the four of every run first, the further ones where they fired or when asked for. */
export function SignalPanel({ run, onOpen }: SignalPanelProps) {
  const [params, setParams] = useUrlParams();
  const waiting = run.signals.length === 0 && isActive(run) && COMPARED[run.purpose];
  const signals = waiting ? WAITING_SIGNALS : run.signals;
  if (signals.length === 0) {
    return (
      <Panel title="Signals">
        <p className={styles.note}>{noSignals(run)}</p>
      </Panel>
    );
  }
  const all = params.get('signals') === 'all';
  const further = signals.filter(({ kind }) => kind === 'further');
  const quiet = further.filter(({ fired }) => !fired);
  const shown = all ? signals : signals.filter((signal) => !quiet.includes(signal));
  return (
    <Panel
      title="Signals"
      hint="Each against what it would be if nothing had changed. It fires over both its threshold and its noise."
      actions={<NoiseBandLegend />}
      flush
    >
      <SignalTable
        caption="Signals of this run"
        signals={shown}
        source={{ label: `Run ${run.id}`, href: routes.run(run.id) }}
        linkOf={(promptId, name) => <PromptLink inText promptId={promptId} name={name} onOpen={onOpen} />}
      />
      {quiet.length > 0 && (
        <UnstyledButton
          className={styles.fold}
          aria-expanded={all}
          onClick={() => setParams({ signals: all ? null : 'all' })}
        >
          <IconChevronDown size={16} aria-hidden />
          {all ? 'Show only what decides' : `Show ${formatCount(quiet.length, 'further signal')}, none of which fired`}
        </UnstyledButton>
      )}
    </Panel>
  );
}

function noSignals(run: RunDetail): string {
  if (COMPARED[run.purpose]) return 'None were measured.';
  return `A ${RUN_PURPOSE_LABEL[run.purpose].toLowerCase()} is not compared with anything.`;
}
