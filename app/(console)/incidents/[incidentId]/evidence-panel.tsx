'use client';

import { IconFileOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { PromptAnswers } from '#app/(console)/runs/[runId]/prompt-answers.tsx';
import { MovedPrompts } from '#components/incidents/moved-prompts.tsx';
import { isActive } from '#components/runs/run-facts.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail, RunPromptEvidence } from '#lib/contract/runs.ts';
import { movedPrompts } from './moved-prompts.ts';

interface EvidencePanelProps {
  run: RunDetail | null;
  /** Answers that were read with the page. */
  evidence: readonly RunPromptEvidence[];
}

/** What moved: each prompt with its old and new answers side by side. */
export function EvidencePanel({ run, evidence }: EvidencePanelProps) {
  const [opened, setOpened] = useState<string[]>([]);
  if (run === null) return null;
  const moved = movedPrompts(run);
  return (
    <Panel
      title="What moved"
      hint={`Prompts of ${run.suiteVersion.suiteKey}, version ${run.suiteVersion.number}, whose answers are new.`}
      actions={<Link href={routes.run(run.id)}>All prompts of the run</Link>}
      flush
    >
      {moved.length === 0 ? (
        <EmptyState icon={IconFileOff} title="No single prompt moved clearly">
          The answers differ in sum. The run’s page lists every prompt.
        </EmptyState>
      ) : (
        <MovedPrompts
          prompts={moved}
          opened={opened}
          onOpen={setOpened}
          answersOf={(promptId) => (
            <PromptAnswers
              runId={run.id}
              promptId={promptId}
              live={isActive(run)}
              initial={evidence.find(({ prompt }) => prompt.id === promptId)}
            />
          )}
        />
      )}
    </Panel>
  );
}
