'use client';

import { ActionIcon, Drawer, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { isActive } from '#components/runs/run-facts.ts';
import { MovementBadge } from '#components/ui/status-badge.tsx';
import type { RunDetail } from '#lib/contract/runs.ts';
import { PromptAnswers } from './prompt-answers.tsx';
import styles from './run.module.css';

interface PromptDrawerProps {
  run: RunDetail;
  /** Position of the prompt among the run's prompts; -1 closes the drawer. */
  index: number;
  onChoose: (promptId: number | null) => void;
}

/** Old and new answers of one prompt, beside the matrix they belong to. */
export function PromptDrawer({ run, index, onChoose }: PromptDrawerProps) {
  const prompt = run.prompts[index];
  const step = (by: 1 | -1) => {
    const next = index === -1 ? undefined : run.prompts[index + by];
    if (next !== undefined) onChoose(next.promptId);
  };
  useHotkeys([
    ['ArrowLeft', () => step(-1)],
    ['ArrowRight', () => step(1)],
  ]);
  return (
    <Drawer
      opened={prompt !== undefined}
      onClose={() => onChoose(null)}
      position="right"
      size="min(80rem, 100vw)"
      title={
        <Group gap="sm">
          <strong>{prompt?.key}</strong>
          {prompt?.movement && <MovementBadge movement={prompt.movement} />}
        </Group>
      }
      closeButtonProps={{ 'aria-label': 'Close the answers' }}
    >
      {prompt && (
        <div className={styles.answer}>
          <Group gap="xs">
            <Step label="Previous prompt" disabled={index === 0} onClick={() => step(-1)} icon={IconChevronLeft} />
            <Step
              label="Next prompt"
              disabled={index === run.prompts.length - 1}
              onClick={() => step(1)}
              icon={IconChevronRight}
            />
            <span className="tabular">
              Prompt {index + 1} of {run.prompts.length}
            </span>
          </Group>
          <PromptAnswers key={prompt.promptId} runId={run.id} promptId={prompt.promptId} live={isActive(run)} />
        </div>
      )}
    </Drawer>
  );
}

interface StepProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  icon: typeof IconChevronLeft;
}

function Step({ label, disabled, onClick, icon: Shape }: StepProps) {
  return (
    <ActionIcon variant="default" size="md" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Shape size={16} aria-hidden />
    </ActionIcon>
  );
}
