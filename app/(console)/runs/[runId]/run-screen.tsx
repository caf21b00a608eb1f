'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { useOpened } from '#components/filters/use-opened.ts';
import { PromptDrawer } from '#components/prompts/prompt-drawer.tsx';
import { OutcomeBadge } from '#components/runs/outcome-badge.tsx';
import { isActive, isUnsettled } from '#components/runs/run-facts.ts';
import { RunNumbers } from '#components/runs/run-numbers.tsx';
import { RunProgress } from '#components/runs/run-progress.tsx';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { PromptSignals } from '#components/signals/prompt-signals.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { MovementBadge } from '#components/ui/status-badge.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { RUN_PURPOSE_LABEL, RUN_STATUS_LABEL } from '#lib/policy/labels.ts';
import { NightPanel } from './night-panel.tsx';
import { PromptAnswers } from './prompt-answers.tsx';
import { PromptPanel } from './prompt-panel.tsx';
import styles from './run.module.css';
import { RunActions } from './run-actions.tsx';
import { RunEvidence } from './run-evidence.tsx';
import { RunHistory } from './run-history.tsx';
import { SignalPanel } from './signal-panel.tsx';

/** How often a run that still goes is read again. */
const POLL_MS = 1000;

/** One run: live while it goes, then its verdict; the page keeps its shape in between. */
export function RunScreen({ initial }: { initial: RunDetail }) {
  const reading = useApi(
    'getRun',
    { params: { runId: initial.id } },
    { initial, pollMs: (known) => (known && isUnsettled(known) ? POLL_MS : false) },
  );
  const [opened, setOpened] = useOpened('prompt');
  const run = reading.data ?? initial;
  const nowMs = useRunClock(isActive(run));
  const chosen = run.prompts.findIndex((prompt) => String(prompt.promptId) === opened);
  const prompt = run.prompts[chosen];
  const choose = (id: number | null) => setOpened(id === null ? null : String(id));

  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.runs()}>Runs</Link>
            <span aria-hidden>/</span>
            <Link href={routes.endpoint(run.endpoint.id)}>{run.endpoint.name}</Link>
          </>
        }
        title={`${RUN_PURPOSE_LABEL[run.purpose]} ${run.id}`}
        marks={
          <>
            <OutcomeBadge run={run} size="large" />
            {run.endpoint.isDemo && <DemoTag />}
          </>
        }
        answer={<span className={styles.verdict}>{run.verdictReason ?? RUN_STATUS_LABEL[run.status].meaning}</span>}
        actions={<RunActions run={run} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <section className={styles.summary} aria-label="Summary">
        <RunProgress run={run} />
        <RunNumbers run={run} nowMs={nowMs} />
      </section>
      <NightPanel run={run} />
      <SignalPanel run={run} onOpen={choose} />
      <PromptPanel run={run} onOpen={choose} />
      {run.purpose === 'check' && run.verdict !== null && <RunHistory run={run} />}
      <RunEvidence run={run} />
      <PromptDrawer
        title={
          <>
            {prompt?.key}
            {prompt?.movement && <MovementBadge movement={prompt.movement} />}
          </>
        }
        index={chosen}
        count={run.prompts.length}
        onStep={(index) => choose(run.prompts[index]?.promptId ?? null)}
        onClose={() => choose(null)}
      >
        {prompt && (
          <>
            <PromptSignals saw={prompt.signals} signals={run.signals} />
            <PromptAnswers key={prompt.promptId} runId={run.id} promptId={prompt.promptId} live={isActive(run)} />
          </>
        )}
      </PromptDrawer>
    </>
  );
}
