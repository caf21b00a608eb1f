import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import type { RunSummary } from '#lib/contract/runs.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { RUN_PURPOSE_LABEL, RUN_TRIGGER_LABEL } from '#lib/policy/labels.ts';
import { Delta } from './delta.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { runDurationMs } from './run-facts.ts';

/** Columns of a list of runs. `nowMs` gives the duration of those that still go. */
export function runColumns(nowMs: number): Record<RunColumn, Column<RunSummary>> {
  return {
    run: { key: 'run', header: 'Run', nowrap: true, cell: (run) => `#${run.id} ${RUN_PURPOSE_LABEL[run.purpose]}` },
    endpoint: {
      key: 'endpoint',
      header: 'Endpoint',
      cell: (run) => (
        <>
          {run.endpoint.name} {run.endpoint.isDemo ? <DemoTag /> : null}
        </>
      ),
    },
    outcome: { key: 'outcome', header: 'Outcome', nowrap: true, cell: (run) => <OutcomeBadge run={run} /> },
    changed: { key: 'changed', header: 'Differs', numeric: true, nowrap: true, cell: (run) => <Delta {...run} /> },
    calls: {
      key: 'calls',
      header: 'Measured',
      numeric: true,
      nowrap: true,
      cell: (run) => `${formatCount(run.measuredSamples)} of ${formatCount(run.plannedSamples)}`,
    },
    cost: { key: 'cost', header: 'Cost', numeric: true, nowrap: true, cell: (run) => formatUsd(run.costUsd) },
    duration: {
      key: 'duration',
      header: 'Duration',
      numeric: true,
      nowrap: true,
      cell: (run) => formatDurationMs(runDurationMs(run, nowMs)),
    },
    trigger: {
      key: 'trigger',
      header: 'Started by',
      cell: startedBy,
    },
    created: {
      key: 'created',
      header: 'Started',
      nowrap: true,
      cell: (run) => <Time at={run.startedAt ?? run.createdAt} focusable={false} />,
    },
  };
}

type RunColumn = 'run' | 'endpoint' | 'outcome' | 'changed' | 'calls' | 'cost' | 'duration' | 'trigger' | 'created';

/** A person's name; a run by hand without one was started by the first start or a rehearsal. */
function startedBy(run: RunSummary): string {
  if (run.requestedBy !== null) return run.requestedBy.name;
  return run.trigger === 'manual' ? 'Tidemark' : RUN_TRIGGER_LABEL[run.trigger];
}
