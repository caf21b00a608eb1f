'use client';

import { Modal, Stack } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { ForgeInputs } from '#components/settings/forge-inputs.tsx';
import { type RepositoryView, repositoryBody } from '#lib/contract/repositories.ts';
import { AccessInputs } from './access-inputs.tsx';
import { repositoryFields, toRepositoryBody } from './repository-fields.ts';
import { RunInputs } from './run-inputs.tsx';

interface RepositoryDialogProps {
  /** Null: a new one. */
  repository: RepositoryView | null;
  onClose: () => void;
}

/** Adds or changes a git repository; its token goes in and never comes out. */
export function RepositoryDialog({ repository, onClose }: RepositoryDialogProps) {
  const answers = { onDone: onClose, onFailed: () => {} };
  const create = useApiAction('createRepository', { done: 'The repository is added; test it next', ...answers });
  const update = useApiAction('updateRepository', { done: 'The repository is saved', ...answers });
  const action = repository === null ? create : update;
  const { form, onSubmit } = useContractForm({
    initialValues: repositoryFields(repository),
    schema: repositoryBody,
    toBody: toRepositoryBody,
    problem: action.problem,
  });
  const save = onSubmit((body) => {
    if (repository === null) create.run({ body });
    else update.run({ params: { repositoryId: repository.id }, body });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={repository === null ? 'Add a repository' : `Edit ${repository.name}`}
      size="lg"
    >
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <AccessInputs form={form} hasToken={repository?.hasToken ?? false} />
          <ForgeInputs form={form} />
          <RunInputs form={form} />
          <FormProblem problem={action.problem} />
          <FormActions
            label={repository === null ? 'Add the repository' : 'Save'}
            pending={action.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
