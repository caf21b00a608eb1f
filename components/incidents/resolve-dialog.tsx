'use client';

import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#components/api/problem.ts';
import { AcceptOffer } from '#components/baselines/accept-offer.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Channel } from '#lib/contract/common.ts';
import { type Resolution, type ResolveBody, resolution as resolutions } from '#lib/contract/incidents.ts';
import type { Acceptance } from '#lib/contract/signals.ts';
import { resolutionChoices } from '#lib/policy/resolutions.ts';

interface ResolveDialogProps {
  opened: boolean;
  channel: Channel;
  /** Title of the incident. */
  subject: string;
  /** What accepting the behaviour would do; null while unknown, or where there is no run. */
  acceptance: Acceptance | null;
  pending: boolean;
  problem: ApiProblem | null;
  onResolve: (body: ResolveBody, accepting: boolean) => void;
  onClose: () => void;
}

/** Whether closing an incident for a reason says that the new behaviour stays. */
const IS_NEW_NORMAL: Record<Resolution, boolean> = {
  provider_change: true,
  intended_change: true,
  fixed: false,
  false_alarm: false,
  duplicate: false,
};

/** Closes an incident: a reason and a few words why. It can be opened again. */
export function ResolveDialog({ opened, onClose, ...form }: ResolveDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Resolve the incident" size="lg">
      <ResolveForm {...form} onClose={onClose} />
    </Modal>
  );
}

type ResolveFormProps = Omit<ResolveDialogProps, 'opened'>;

function ResolveForm({ channel, subject, acceptance, pending, problem, onResolve, onClose }: ResolveFormProps) {
  const [resolution, setResolution] = useState<Resolution | null>(null);
  const [note, setNote] = useState('');
  const [accepting, setAccepting] = useState(false);
  const offered = acceptance !== null && resolution !== null && IS_NEW_NORMAL[resolution];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (resolution !== null) onResolve({ resolution, note }, offered && accepting);
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
            {resolutionChoices(channel).map(({ value, label, meaning }, position) => (
              <Radio
                key={value}
                value={value}
                data-autofocus={position === 0 || undefined}
                label={label}
                description={meaning}
              />
            ))}
          </Stack>
        </Radio.Group>
        {offered && <AcceptOffer acceptance={acceptance} checked={accepting} onChange={setAccepting} />}
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
