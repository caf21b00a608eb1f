'use client';

import { Accordion } from '@mantine/core';
import type { ReactNode } from 'react';
import { MovementBadge } from '#components/ui/status-badge.tsx';
import type { RunPromptRow } from '#lib/contract/runs.ts';
import { formatShare } from '#lib/format/numbers.ts';
import styles from './moved-prompts.module.css';

interface MovedPromptsProps {
  prompts: readonly RunPromptRow[];
  /** Ids of the prompts that are open, as text. */
  opened: string[];
  onOpen: (opened: string[]) => void;
  /** Old and new answers of one prompt; drawn only while it is open. */
  answersOf: (promptId: number) => ReactNode;
}

/** Prompts that moved, each unfolding to its answers side by side. */
export function MovedPrompts({ prompts, opened, onOpen, answersOf }: MovedPromptsProps) {
  return (
    <Accordion multiple value={opened} onChange={onOpen} order={3} classNames={{ item: styles.item ?? '' }}>
      {prompts.map((prompt) => (
        <Accordion.Item key={prompt.promptId} value={String(prompt.promptId)}>
          <Accordion.Control>
            <span className={styles.control}>
              <code>{prompt.key}</code>
              {prompt.movement && <MovementBadge movement={prompt.movement} />}
              <span className={styles.share}>
                {formatShare(prompt.deltaShare)} differ, noise {formatShare(prompt.noiseShare)}
              </span>
            </span>
          </Accordion.Control>
          <Accordion.Panel>
            <div className={styles.answers}>
              {opened.includes(String(prompt.promptId)) && answersOf(prompt.promptId)}
            </div>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
