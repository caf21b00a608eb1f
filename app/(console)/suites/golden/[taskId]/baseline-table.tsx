'use client';

import { IconCheck, IconFileDiff, IconPencil, IconRulerMeasure } from '@tabler/icons-react';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { GoldenTaskDetail } from '#lib/contract/golden/tasks.ts';
import { formatCount, formatDurationMs } from '#lib/format/numbers.ts';

/** What counts as normal for each agent and model, and who said so. */
export function BaselinePanel({ task: { baselines, taskHash } }: { task: GoldenTaskDetail }) {
  return (
    <Panel
      title="Baselines"
      hint="What was measured when somebody blessed it. They live in the task’s file in git."
      flush
    >
      <DataTable
        caption="Baselines by agent and model"
        rows={baselines}
        rowId={({ agent, model }) => `${agent} ${model}`}
        columns={[
          { key: 'of', header: 'Agent and model', cell: ({ agent, model }) => `${agent} with ${model}` },
          {
            key: 'fits',
            header: 'State',
            nowrap: true,
            cell: (baseline) => taskHash !== null && <Fits baseline={baseline} />,
          },
          {
            key: 'passes',
            header: 'Passed',
            numeric: true,
            nowrap: true,
            cell: ({ passes, runs }) => `${formatCount(passes)} of ${formatCount(runs)}`,
          },
          {
            key: 'confidence',
            header: 'Confidence',
            numeric: true,
            cell: ({ confidence }) => (confidence === null ? '–' : Math.round(confidence)),
          },
          {
            key: 'latency',
            header: 'Latency',
            numeric: true,
            nowrap: true,
            cell: ({ latencyMs }) => formatDurationMs(latencyMs),
          },
          {
            key: 'tokens',
            header: 'Tokens',
            numeric: true,
            cell: ({ tokens }) => formatCount(tokens === null ? null : Math.round(tokens)),
          },
          {
            key: 'prompt',
            header: 'Prompt',
            nowrap: true,
            cell: ({ promptHash }) => <ContentHash hash={promptHash} />,
          },
          { key: 'by', header: 'Blessed by', cell: ({ blessedBy }) => blessedBy },
          {
            key: 'at',
            header: 'Measured',
            nowrap: true,
            cell: ({ measuredAt }) => <Time at={measuredAt} focusable={false} />,
          },
        ]}
        empty={
          <EmptyState icon={IconRulerMeasure} title="No baseline yet">
            <p>
              Measure and write it with <code>tidemark golden bless</code> in the repository. Until then the gate cannot
              compare this task.
            </p>
          </EmptyState>
        }
      />
    </Panel>
  );
}

function Fits({ baseline: { fits, otherPrompt } }: { baseline: GoldenTaskDetail['baselines'][number] }) {
  if (!fits) {
    return (
      <ToneBadge
        tone="violet"
        icon={IconPencil}
        label="Task edited since"
        meaning="The task asks or expects something else now, so it must be measured again: tidemark golden bless."
      />
    );
  }
  return otherPrompt ? (
    <ToneBadge
      tone="violet"
      icon={IconFileDiff}
      label="Measured with another prompt"
      meaning="The agent’s prompt has changed since. The gate still compares with it; bless anew once the change is wanted."
    />
  ) : (
    <ToneBadge
      tone="green"
      icon={IconCheck}
      label="Fits"
      meaning="Belongs to the task and the prompt as they are now."
    />
  );
}
