'use client';

import { Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { useViewer } from '#components/shell/viewer.tsx';
import { type CreatedToken, tokenBody } from '#lib/contract/people.ts';
import { PERMISSION_LABEL } from '#lib/policy/labels.ts';
import { TokenSecret } from './token-secret.tsx';

const LIFETIMES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
];

/** Makes a token, then shows its secret once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const { permissions } = useViewer();
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const create = useApiAction('createToken', { onDone: setCreated, onFailed: () => {} });
  const { form, onSubmit } = useContractForm({
    initialValues: { name: '', scopes: ['view'], expiresInDays: '90' },
    schema: tokenBody,
    toBody: ({ expiresInDays, ...rest }) => ({ ...rest, expiresInDays: Number(expiresInDays) }),
    problem: create.problem,
  });
  if (created !== null) return <TokenSecret token={created} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="Make a token">
      <form onSubmit={onSubmit((body) => create.run({ body }))} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="What uses it, so that it can be told apart later."
            placeholder="Pull request pipeline"
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Checkbox.Group
            label="Scopes"
            description="What it may do. Grant the least that works."
            required
            {...form.getInputProps('scopes')}
          >
            <Stack gap="xs" mt="xs">
              {permissions.map((permission) => (
                <Checkbox key={permission} value={permission} label={PERMISSION_LABEL[permission]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select label="Expires after" required data={LIFETIMES} {...form.getInputProps('expiresInDays')} />
          <FormProblem problem={create.problem} />
          <FormActions label="Make the token" pending={create.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
