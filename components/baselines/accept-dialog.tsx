'use client';

import { Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#components/api/problem.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { blessBaselineBody } from '#lib/contract/baselines.ts';
import type { Acceptance } from '#lib/contract/signals.ts';
import { AcceptanceEffects } from './acceptance-effects.tsx';

interface AcceptDialogProps {
  runId: number;
  acceptance: Acceptance;
  pending: boolean;
  problem: ApiProblem | null;
  onAccept: (reason: string) => void;
  onClose: () => void;
}

/** Shows what accepting a behaviour does, and asks why. */
export function AcceptDialog({ runId, acceptance, pending, problem, onAccept, onClose }: AcceptDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const refused = blessBaselineBody.shape.reason.safeParse(reason).error?.issues[0]?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (refused === undefined) onAccept(reason);
  };
  return (
    <Modal opened onClose={onClose} title={`Accept what run ${runId} saw as the new baseline?`} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <AcceptanceEffects acceptance={acceptance} />
          <Textarea
            label="Reason"
            description="Kept with the baseline, in the audit log and in the incident’s timeline."
            placeholder="The provider announced the new version; we read the answers and can live with them"
            required
            autosize
            minRows={2}
            maxRows={8}
            maxLength={500}
            data-autofocus
            value={reason}
            error={tried ? refused : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FormProblem problem={problem} title="It was not accepted" />
          <FormActions label="Accept this behaviour" pending={pending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
