'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { useOpened } from '#components/filters/use-opened.ts';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { GoldenRunBadge, TaskOutcomeBadge } from '#components/golden/golden-badges.tsx';
import { goldenPercent, goldenProgress, isGoing } from '#components/golden/golden-run-facts.ts';
import { GoldenRunNumbers } from '#components/golden/golden-run-numbers.tsx';
import { PromptDrawer } from '#components/prompts/prompt-drawer.tsx';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ProgressLine } from '#components/ui/progress-line.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { routes } from '#lib/contract/routes.ts';
import { GOLDEN_RUN_STATUS_LABEL } from '#lib/policy/golden-labels.ts';
import styles from './golden-run.module.css';
import { GoldenRunActions } from './golden-run-actions.tsx';
import { GoldenRunFactsPanel } from './golden-run-facts-panel.tsx';
import { MendPanel } from './mend-panel.tsx';
import { SuiteChangesPanel } from './suite-changes-panel.tsx';
import { TaskAnswers } from './task-answers.tsx';
import { shownTasks, TaskPanel } from './task-panel.tsx';

/** How often a run that still goes is read again. */
const POLL_MS = 1000;

/** May this prompt ship: the verdict, then its tasks; live while it goes, and the page keeps its shape. */
export function GoldenRunScreen({ initial }: { initial: GoldenRunDetail }) {
  const reading = useApi(
    'getGoldenRun',
    { params: { runId: initial.id } },
    { initial, pollMs: (known) => (known && isGoing(known) ? POLL_MS : false) },
  );
  const run = reading.data ?? initial;
  const nowMs = useRunClock(isGoing(run));
  const [params] = useUrlParams();
  const [opened, setOpened] = useOpened('task');
  const shown = shownTasks(run, params.get('show'));
  // A link may lead to a task that the filter hides.
  const tasks = opened === null || shown.some(({ taskId }) => taskId === opened) ? shown : run.tasks;
  const index = tasks.findIndex(({ taskId }) => taskId === opened);
  const task = tasks[index];

  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.prompt()}>Prompt</Link>
            <span aria-hidden>/</span>
            <span>Golden run {run.id}</span>
          </>
        }
        title={`${run.agent} with ${run.model}`}
        marks={
          <>
            <GoldenRunBadge run={run} size="large" />
            {run.isDemo && <DemoTag />}
          </>
        }
        answer={<span className={styles.verdict}>{run.reason ?? GOLDEN_RUN_STATUS_LABEL[run.status].meaning}</span>}
        actions={<GoldenRunActions run={run} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <section className={styles.summary} aria-label="Summary">
        <ProgressLine
          label="Attempts made"
          percent={goldenPercent(run)}
          active={isGoing(run)}
          sentence={goldenProgress(run)}
        />
        <GoldenRunNumbers run={run} nowMs={nowMs} />
      </section>
      <MendPanel run={run} />
      <SuiteChangesPanel run={run} />
      <TaskPanel run={run} onOpen={setOpened} />
      <GoldenRunFactsPanel run={run} />
      <PromptDrawer
        noun="task"
        title={
          <>
            {task?.title}
            {task?.outcome && <TaskOutcomeBadge outcome={task.outcome} />}
          </>
        }
        index={index}
        count={tasks.length}
        onStep={(next) => setOpened(tasks[next]?.taskId ?? null)}
        onClose={() => setOpened(null)}
      >
        {task && <TaskAnswers key={task.taskId} run={run} taskId={task.taskId} live={isGoing(run)} />}
      </PromptDrawer>
    </>
  );
}
