'use client';

import { Modal, Stack } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { ForgeInputs } from '#components/settings/forge-inputs.tsx';
import { type GitSourceView, gitSourceBody } from '#lib/contract/drift/git-sources.ts';
import { AccessInputs } from './access-inputs.tsx';
import { gitSourceFields, toGitSourceBody } from './git-source-fields.ts';

interface GitSourceDialogProps {
  /** Null: a new one. */
  source: GitSourceView | null;
  onClose: () => void;
}

/** Adds or changes a git source; its secret goes in and never comes out. */
export function GitSourceDialog({ source, onClose }: GitSourceDialogProps) {
  const answers = { onDone: onClose, onFailed: () => {} };
  const create = useApiAction('createGitSource', { done: 'The git source is added; test it next', ...answers });
  const update = useApiAction('updateGitSource', { done: 'The git source is saved', ...answers });
  const action = source === null ? create : update;
  const { form, onSubmit } = useContractForm({
    initialValues: gitSourceFields(source),
    schema: gitSourceBody,
    toBody: toGitSourceBody,
    problem: action.problem,
  });
  const save = onSubmit((body) => {
    if (source === null) create.run({ body });
    else update.run({ params: { sourceId: source.id }, body });
  });
  return (
    <Modal opened onClose={onClose} title={source === null ? 'Add a git source' : `Edit ${source.name}`} size="lg">
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <AccessInputs form={form} stored={source?.hasSecret === true ? source.access : null} />
          {form.values.access === 'token' && <ForgeInputs form={form} />}
          <FormProblem problem={action.problem} />
          <FormActions
            label={source === null ? 'Add the git source' : 'Save'}
            pending={action.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
