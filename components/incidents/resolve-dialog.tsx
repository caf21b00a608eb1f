'use client';

import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#components/api/problem.ts';
import { Notice } from '#components/ui/notice.tsx';
import { type Resolution, type ResolveBody, resolution as resolutions } from '#lib/contract/incidents.ts';
import { RESOLUTION_LABEL } from '#lib/policy/labels.ts';

interface ResolveDialogProps {
  opened: boolean;
  /** Title of the incident. */
  subject: string;
  pending: boolean;
  problem: ApiProblem | null;
  onResolve: (body: ResolveBody) => void;
  onClose: () => void;
}

/** Closes an incident: a reason and a few words why. It can be opened again. */
export function ResolveDialog({ opened, subject, pending, problem, onResolve, onClose }: ResolveDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Resolve the incident" size="lg">
      <ResolveForm subject={subject} pending={pending} problem={problem} onResolve={onResolve} onClose={onClose} />
    </Modal>
  );
}

function ResolveForm({ subject, pending, problem, onResolve, onClose }: Omit<ResolveDialogProps, 'opened'>) {
  const [resolution, setResolution] = useState<Resolution | null>(null);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (resolution !== null) onResolve({ resolution, note });
  };
  const noteProblem = problem?.issueAt('note');
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text fw={550}>{subject}</Text>
        {problem && noteProblem === undefined && (
          <Notice tone="red" icon={IconAlertCircle} role="alert">
            {problem.message}
          </Notice>
        )}
        <Radio.Group
          label="Reason"
          value={resolution ?? ''}
          onChange={(value) => setResolution(resolutions.parse(value))}
          required
          withAsterisk={false}
        >
          <Stack gap="sm" mt="xs">
            {resolutions.options.map((value, position) => (
              <Radio
                key={value}
                value={value}
                data-autofocus={position === 0 || undefined}
                label={RESOLUTION_LABEL[value].label}
                description={RESOLUTION_LABEL[value].meaning}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="What did you find?"
          description="Kept in the timeline, for whoever meets this drift next."
          autosize
          minRows={3}
          maxRows={10}
          maxLength={10_000}
          required
          withAsterisk={false}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={noteProblem}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button type="submit" loading={pending} disabled={resolution === null || note.trim() === ''}>
            Resolve
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
