'use client';

import { Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { userBody } from '#lib/contract/people.ts';
import { RoleSelect } from './role-select.tsx';

/** Adds an account. */
export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const create = useApiAction('createUser', { done: 'The account is added', onDone: onClose, onFailed: () => {} });
  const { form, onSubmit } = useContractForm({
    initialValues: { email: '', name: '', role: 'viewer', password: '' },
    schema: userBody,
    toBody: ({ password, ...rest }) => (password === '' ? rest : { ...rest, password }),
    problem: create.problem,
  });
  return (
    <Modal opened onClose={onClose} title="Add a person">
      <form onSubmit={onSubmit((body) => create.run({ body }))} noValidate>
        <Stack gap="md">
          <TextInput label="Name" autoComplete="off" required data-autofocus {...form.getInputProps('name')} />
          <TextInput label="E-mail address" type="email" autoComplete="off" required {...form.getInputProps('email')} />
          <RoleSelect required {...form.getInputProps('role')} />
          <PasswordInput
            label="First password"
            description="At least 15 characters; tell it to them in person. Left empty, they can only use single sign-on."
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <FormProblem problem={create.problem} />
          <FormActions label="Add the person" pending={create.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
