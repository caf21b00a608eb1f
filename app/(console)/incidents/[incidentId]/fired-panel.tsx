'use client';

import Link from 'next/link';
import { NoiseBandLegend } from '#components/signals/noise-band.tsx';
import { SignalTable } from '#components/signals/signal-table.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';

/** Which signals fired in the run that shows the drift most recently, against their noise, and the prompts behind each. */
export function FiredPanel({ run }: { run: RunDetail | null }) {
  const fired = run?.signals.filter((signal) => signal.fired) ?? [];
  if (run === null || fired.length === 0) return null;
  const others = run.signals.length - fired.length;
  return (
    <Panel
      title="Which signals fired?"
      hint={
        others === 0 ? undefined : (
          <>
            {formatCount(others, 'other')} did not; <Link href={routes.run(run.id)}>run {run.id}</Link> has them all.
          </>
        )
      }
      actions={<NoiseBandLegend />}
      flush
    >
      <SignalTable
        compact
        caption="Signals that fired"
        signals={fired}
        source={{ label: `Run ${run.id}`, href: routes.run(run.id) }}
        linkOf={(promptId, name) => <Link href={routes.runPrompt(run.id, promptId)}>{name}</Link>}
      />
    </Panel>
  );
}
