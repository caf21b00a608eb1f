import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import type { GoldenRunSummary } from '#lib/contract/golden/runs.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { RUN_TRIGGER_LABEL } from '#lib/policy/labels.ts';
import styles from './golden.module.css';
import { GoldenRunBadge } from './golden-badges.tsx';
import { goldenDurationMs, outcomeWords, pullRequestName } from './golden-run-facts.ts';

type GoldenRunColumn = 'run' | 'model' | 'verdict' | 'tasks' | 'change' | 'cost' | 'duration' | 'trigger' | 'created';

/** Columns of a list of golden runs. `nowMs` gives the duration of those that still go. */
export function goldenRunColumns(nowMs: number): Record<GoldenRunColumn, Column<GoldenRunSummary>> {
  return {
    run: { key: 'run', header: 'Run', nowrap: true, cell: runName },
    model: { key: 'model', header: 'Model', nowrap: true, cell: ({ model }) => <Name text={model} /> },
    verdict: { key: 'verdict', header: 'Verdict', nowrap: true, cell: (run) => <GoldenRunBadge run={run} /> },
    tasks: { key: 'tasks', header: 'Tasks', wide: true, cell: taskWords },
    change: { key: 'change', header: 'Change', nowrap: true, cell: (run) => <Name text={changeWords(run)} /> },
    cost: { key: 'cost', header: 'Cost', numeric: true, nowrap: true, cell: ({ costUsd }) => formatUsd(costUsd) },
    duration: {
      key: 'duration',
      header: 'Duration',
      numeric: true,
      nowrap: true,
      cell: (run) => formatDurationMs(goldenDurationMs(run, nowMs)),
    },
    trigger: { key: 'trigger', header: 'Started by', cell: startedBy },
    created: {
      key: 'created',
      header: 'Started',
      nowrap: true,
      cell: (run) => <Time at={run.startedAt ?? run.createdAt} focusable={false} />,
    },
  };
}

function runName({ id, agent, isDemo }: GoldenRunSummary) {
  return (
    <>
      #{id} {agent} {isDemo && <DemoTag />}
    </>
  );
}

function taskWords({ outcomes, storedAttempts, plannedAttempts }: GoldenRunSummary): string {
  if (outcomes !== null) return outcomeWords(outcomes);
  return `${formatCount(storedAttempts)} of ${formatCount(plannedAttempts, 'attempt')}`;
}

/** A name of any length on one line; the whole of it on hover. */
function Name({ text }: { text: string }) {
  return (
    <span className={styles.name} title={text}>
      {text}
    </span>
  );
}

/** Where the prompt comes from: repository, and pull request or branch. */
function changeWords({ repository, pullRequestUrl, branch }: GoldenRunSummary): string {
  const of = pullRequestUrl === null ? branch : pullRequestName(pullRequestUrl);
  return of === null ? repository.name : `${repository.name}, ${of}`;
}

function startedBy({ requestedBy, trigger }: GoldenRunSummary): string {
  return requestedBy?.name ?? RUN_TRIGGER_LABEL[trigger];
}
