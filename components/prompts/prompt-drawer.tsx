'use client';

import { ActionIcon, Drawer, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type Icon, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './prompts.module.css';

interface PromptDrawerProps {
  /** What stands in it. */
  noun?: 'prompt' | 'task';
  /** The prompt's key and marks. */
  title: ReactNode;
  /** Position among the prompts of the page, from 0; -1 closes the drawer. */
  index: number;
  count: number;
  onStep: (index: number) => void;
  onClose: () => void;
  children: ReactNode;
}

/** One prompt, or task, over the list it belongs to; the arrow keys go to its neighbours. */
export function PromptDrawer(props: PromptDrawerProps) {
  const { noun = 'prompt', title, index, count, onStep, onClose, children } = props;
  const opened = index !== -1;
  const step = (by: 1 | -1) => {
    const next = index + by;
    if (opened && next >= 0 && next < count) onStep(next);
  };
  useHotkeys([
    ['ArrowLeft', () => step(-1)],
    ['ArrowRight', () => step(1)],
  ]);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="min(80rem, 100vw)"
      title={<div className={styles.title}>{title}</div>}
      closeButtonProps={{ 'aria-label': `Close the ${noun}` }}
    >
      <div className={styles.body}>
        <Group gap="xs">
          <Step label={`Previous ${noun}`} disabled={index === 0} onClick={() => step(-1)} icon={IconChevronLeft} />
          <Step label={`Next ${noun}`} disabled={index === count - 1} onClick={() => step(1)} icon={IconChevronRight} />
          <span className="tabular">
            {noun === 'prompt' ? 'Prompt' : 'Task'} {index + 1} of {count}
          </span>
        </Group>
        {children}
      </div>
    </Drawer>
  );
}

interface StepProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  icon: Icon;
}

function Step({ label, disabled, onClick, icon: Shape }: StepProps) {
  return (
    <ActionIcon variant="default" size="md" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Shape size={16} aria-hidden />
    </ActionIcon>
  );
}
