'use client';

import { Modal, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { useViewer } from '#components/shell/viewer.tsx';
import { type UserView, userPatch } from '#lib/contract/people.ts';
import { RoleSelect } from './role-select.tsx';

interface EditPersonDialogProps {
  person: UserView;
  onClose: () => void;
}

/** Renames, changes the role, sets a new password, disables or enables. Nobody changes what they themselves may do. */
export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const isSelf = useViewer().id === person.id;
  const update = useApiAction('updateUser', { done: `${person.name} is saved`, onDone: onClose, onFailed: () => {} });
  const { form, onSubmit } = useContractForm({
    initialValues: { name: person.name, role: person.role, password: '', disabled: person.disabledAt !== null },
    schema: userPatch,
    toBody: ({ password, ...rest }) => (password === '' ? rest : { ...rest, password }),
    problem: update.problem,
  });
  return (
    <Modal opened onClose={onClose} title={`Edit ${person.name}`}>
      <form onSubmit={onSubmit((body) => update.run({ params: { userId: person.id }, body }))} noValidate>
        <Stack gap="md">
          <TextInput label="Name" autoComplete="off" required data-autofocus {...form.getInputProps('name')} />
          <RoleSelect disabled={isSelf} {...form.getInputProps('role')} />
          {isSelf ? (
            <p>This is your own account: another admin changes your role; your password is on your account page.</p>
          ) : (
            <>
              <PasswordInput
                label="New password"
                description="Left empty, it stays. A new one ends their sessions."
                autoComplete="new-password"
                {...form.getInputProps('password')}
              />
              <Switch
                label="Disabled"
                description="Cannot sign in; sessions and API tokens stop at once. What they did stays in the audit log."
                {...form.getInputProps('disabled', { type: 'checkbox' })}
              />
            </>
          )}
          <FormProblem problem={update.problem} />
          <FormActions label="Save" pending={update.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
