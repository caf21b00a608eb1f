'use client';

import { Button, PasswordInput, Stack } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { routes } from '#lib/contract/routes.ts';
import { passwordFields } from './password-fields.ts';

/** Changes the viewer's own password, then leads to the sign-in page. */
export function PasswordForm() {
  const change = useApiAction('changePassword', {
    onDone: () => window.location.assign(routes.signIn()),
    onFailed: () => {},
  });
  const { form, onSubmit } = useContractForm({
    initialValues: { current: '', next: '', repeat: '' },
    schema: passwordFields,
    toBody: (values) => values,
    problem: change.problem,
  });
  return (
    <form onSubmit={onSubmit(({ current, next }) => change.run({ body: { current, next } }))} noValidate>
      <Stack gap="md">
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          required
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label="New password"
          description="At least 15 characters. A few unrelated words are easy to remember."
          autoComplete="new-password"
          required
          {...form.getInputProps('next')}
        />
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          required
          {...form.getInputProps('repeat')}
        />
        <FormProblem problem={change.problem} />
        <div>
          <Button type="submit" loading={change.isPending}>
            Change the password
          </Button>
        </div>
      </Stack>
    </form>
  );
}
