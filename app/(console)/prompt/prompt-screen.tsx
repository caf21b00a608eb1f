'use client';

import { IconFileText } from '@tabler/icons-react';
import { useApi } from '#components/api/use-api.ts';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { goldenRunColumns } from '#components/golden/golden-run-columns.tsx';
import { isGoing } from '#components/golden/golden-run-facts.ts';
import { regressionSentence } from '#components/golden/regression-words.ts';
import { RegressionsChart } from '#components/golden/regressions-chart.tsx';
import { SetupSteps } from '#components/golden/setup-steps.tsx';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { RegressionWeek } from '#lib/contract/golden/runs.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { FlickerPanel } from './flicker-panel.tsx';
import {
  goldenRunFilterBar,
  offeredNames,
  parseGoldenRunFilters,
  parseRegressionFilters,
} from './golden-run-filters.ts';
import styles from './prompt.module.css';
import { StartGoldenRunButton } from './start/start-golden-run-button.tsx';

/** How often the list is read again while a run on it moves, and otherwise. */
const LIVE_POLL_MS = 2000;
const CALM_POLL_MS = 30_000;

export interface PromptScreenProps {
  runs: OperationResponse<'listGoldenRuns'>;
  targets: OperationResponse<'listGoldenTargets'>;
  regressions: OperationResponse<'goldenRegressionsByWeek'>;
  flickering: OperationResponse<'listGoldenTasks'>;
}

/** Golden runs, how often tasks regress, and which of them flicker; moves while a run does. */
export function PromptScreen({ runs: initial, targets, regressions, flickering }: PromptScreenProps) {
  const [params] = useUrlParams();
  const query = parseGoldenRunFilters(Object.fromEntries(params));
  const reading = useApiPages('listGoldenRuns', query, {
    initial,
    pollMs: (known) => (known?.items.some(isGoing) ? LIVE_POLL_MS : CALM_POLL_MS),
  });
  const byWeek = useApi('goldenRegressionsByWeek', { query: parseRegressionFilters(Object.fromEntries(params)) });
  const weeks = (byWeek.data ?? regressions).weeks;
  const runs = reading.items ?? [];
  const { limit: _, ...filters } = query;
  const narrowed = Object.keys(filters).length > 0;
  const column = goldenRunColumns(useRunClock(runs.some(isGoing)));

  if (runs.length === 0 && !narrowed) return <NothingYet canStart={targets.items.length > 0} />;
  return (
    <>
      <PageHeader
        title="Prompt"
        answer={answerOf(weeks)}
        actions={<StartGoldenRunButton label="Start a golden run" primary />}
      />
      <FilterBar filters={goldenRunFilterBar(offeredNames(targets.items, runs, query))} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel
        title="Golden runs"
        hint="The suite replayed with one agent and one model, newest first."
        flush
        busy={reading.isPlaceholderData}
      >
        <DataTable
          caption="Golden runs, newest first"
          rows={runs}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.goldenRun(id)}
          keys={[]}
          columns={[
            column.run,
            column.model,
            column.verdict,
            column.tasks,
            column.change,
            column.cost,
            column.duration,
            column.trigger,
            column.created,
          ]}
          empty={
            <EmptyState icon={IconFileText} title="No golden run fits these filters">
              Clear the filters to see all of them.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="run" />
      </Panel>
      <div className={styles.split}>
        <Panel label="Regressions by week" busy={byWeek.isPlaceholderData}>
          <RegressionsChart weeks={weeks} />
        </Panel>
        <FlickerPanel tasks={flickering.items} />
      </div>
    </>
  );
}

function answerOf(weeks: readonly RegressionWeek[]): string {
  const latest = weeks.at(-1);
  return latest === undefined ? 'May an edited prompt ship?' : `This week: ${regressionSentence(latest)}`;
}

/** The page before the first run: what it will answer, and how to get there. */
function NothingYet({ canStart }: { canStart: boolean }) {
  return (
    <>
      <PageHeader
        title="Prompt"
        answer="May an edited prompt ship? A gate replays the golden suite with the old and the new prompt and says so."
        actions={canStart && <StartGoldenRunButton label="Start a golden run" primary />}
      />
      <Panel title="Set up a gate" hint="No golden run yet. These steps lead to the first one.">
        <SetupSteps />
      </Panel>
    </>
  );
}
