'use client';

import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#components/api/problem.ts';
import { FormActions } from './form-actions.tsx';
import { FormProblem } from './form-problem.tsx';
import { submitOnModEnter } from './submit-on-mod-enter.ts';

interface DecisionDialogProps {
  title: string;
  /** What it changes, and how it is undone. */
  effect: string;
  /** Where the reason stays, besides the audit log: `the proposal`; left out: in the audit log alone. */
  keptWith?: string;
  isReasonOptional?: boolean;
  label: string;
  pending: boolean;
  problem: ApiProblem | null;
  onDecide: (reason: string) => void;
  onClose: () => void;
}

/** Shows the effect of a decision and asks for its reason. */
export function DecisionDialog({
  title,
  effect,
  keptWith,
  isReasonOptional = false,
  label,
  pending,
  problem,
  onDecide,
  onClose,
}: DecisionDialogProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onDecide(reason);
  };
  const reasonProblem = problem?.issueAt('reason');
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{effect}</Text>
          <Textarea
            label="Reason"
            description={
              keptWith === undefined ? 'Kept in the audit log.' : `Kept with ${keptWith} and in the audit log.`
            }
            autosize
            minRows={2}
            maxLength={500}
            required={!isReasonOptional}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={submitOnModEnter}
            error={reasonProblem}
          />
          <FormProblem problem={reasonProblem === undefined ? problem : null} title="Nothing was changed" />
          <FormActions label={label} pending={pending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
