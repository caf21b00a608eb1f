'use client';

import { Autocomplete, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { FormProblem } from '#components/form/form-problem.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import { MergeForm } from './merge-form.tsx';

/** Tasks offered; any other can be typed. */
const OFFERED = 200;

interface MergeDialogProps {
  candidate: CandidateDetail;
  onDecided: (done: string) => void;
  onClose: () => void;
}

/** Puts what the trace taught into a task that is there already: choose the task, edit its file, say why. */
export function MergeDialog({ candidate, onDecided, onClose }: MergeDialogProps) {
  const [taskId, setTaskId] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const repository = candidate.repository.name;
  const tasks = useApi('listGoldenTasks', { query: { repository, order: 'name', limit: OFFERED } });
  const titles = new Map(tasks.data?.items.filter(({ inSuite }) => inSuite).map((task) => [task.taskId, task.title]));
  const target = useApi(
    'getMergeTarget',
    { params: { candidateId: candidate.id, taskId: asked ?? '' } },
    { enabled: asked !== null },
  );
  const found = asked !== null && target.data?.taskId === asked ? target.data : undefined;
  return (
    <Modal opened onClose={onClose} title="Merge into an existing task" size="xl">
      <Stack gap="md">
        <Text size="sm">
          The edited file goes to a branch of {repository} under your name. The trace becomes no task of its own.
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (taskId.trim() !== '') setAsked(taskId.trim());
          }}
        >
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <Autocomplete
              flex={1}
              label="Task"
              placeholder="refund-over-limit"
              data-autofocus
              spellCheck={false}
              data={[...titles.keys()]}
              renderOption={({ option: { value } }) => (
                <span>
                  {value}{' '}
                  <Text span size="xs" c="dimmed">
                    {titles.get(value)}
                  </Text>
                </span>
              )}
              maxDropdownHeight={240}
              comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed' }}
              value={taskId}
              onChange={setTaskId}
              onOptionSubmit={setAsked}
            />
            <Button
              type="submit"
              variant="default"
              disabled={taskId.trim() === ''}
              loading={target.isFetching && found === undefined}
            >
              Open it
            </Button>
          </Group>
        </form>
        {asked !== null && <FormProblem problem={target.problem} title="The task was not read" />}
        {found !== undefined && (
          <MergeForm key={found.taskId} candidate={candidate} target={found} onDecided={onDecided} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}
