'use client';

import { SegmentedControl } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { PromptMatrix } from '#components/runs/prompt-matrix.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { RunDetail, RunPromptRow } from '#lib/contract/runs.ts';
import { MOVEMENT_LABEL } from '#lib/policy/labels.ts';
import styles from './run.module.css';

const FILTERS = ['changed', 'format_only', 'unmeasured', 'same'] as const;

interface PromptPanelProps {
  run: RunDetail;
  onOpen: (promptId: number) => void;
}

/** Prompts × signals; a row opens old and new side by side. */
export function PromptPanel({ run, onOpen }: PromptPanelProps) {
  const [params, setParams] = useUrlParams();
  const wanted = params.get('show') ?? '';
  const shown = wanted === '' ? run.prompts : run.prompts.filter((prompt) => prompt.movement === wanted);
  return (
    <Panel
      title="Prompts"
      hint={
        run.prompts.some(({ signals }) => signals.length > 0)
          ? 'A square: the signal saw the prompt move, the larger the further. Arrow keys go from cell to cell; each opens old and new side by side.'
          : 'Open a prompt to see its answers.'
      }
      flush
    >
      <div className={styles.filter}>
        <SegmentedControl
          size="xs"
          aria-label="Prompts shown"
          value={wanted}
          onChange={(value) => setParams({ show: value })}
          data={[{ value: '', label: `All ${run.prompts.length}` }, ...FILTERS.flatMap(optionOf(run.prompts, wanted))]}
        />
      </div>
      <PromptMatrix
        prompts={shown}
        signals={run.signals}
        onOpen={onOpen}
        empty={
          <EmptyState icon={IconListSearch} title="No prompt of this kind">
            Choose “All” to see every prompt of the run.
          </EmptyState>
        }
      />
    </Panel>
  );
}

function optionOf(prompts: readonly RunPromptRow[], wanted: string) {
  return (movement: (typeof FILTERS)[number]) => {
    const count = prompts.filter((prompt) => prompt.movement === movement).length;
    if (count === 0 && wanted !== movement) return [];
    return [{ value: movement, label: `${MOVEMENT_LABEL[movement].label} ${count}` }];
  };
}
