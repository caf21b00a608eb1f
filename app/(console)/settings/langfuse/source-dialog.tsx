'use client';

import { Checkbox, Modal, Stack } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { type LangfuseSourceView, langfuseSourceBody, langfuseSourcePatch } from '#lib/contract/langfuse.ts';
import { AccessInputs } from './access-inputs.tsx';
import { SearchInputs } from './search-inputs.tsx';
import { sourceFields, toSourceBody } from './source-fields.ts';

interface SourceDialogProps {
  /** Null: a new one. */
  source: LangfuseSourceView | null;
  onClose: () => void;
}

/** Adds or changes a Langfuse project; its secret key goes in and never comes out. */
export function SourceDialog({ source, onClose }: SourceDialogProps) {
  const answers = { onDone: onClose, onFailed: () => {} };
  const create = useApiAction('createLangfuseSource', { done: 'The project is added; test it next', ...answers });
  const update = useApiAction('updateLangfuseSource', { done: 'The project is saved', ...answers });
  const action = source === null ? create : update;
  const { form, onSubmit } = useContractForm({
    initialValues: sourceFields(source),
    schema: source === null ? langfuseSourceBody : langfuseSourcePatch,
    toBody: toSourceBody,
    problem: action.problem,
  });
  const save = onSubmit((body) => {
    if (source === null) create.run({ body: langfuseSourceBody.parse(body) });
    else update.run({ params: { sourceId: source.id }, body });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={source === null ? 'Add a Langfuse project' : `Edit ${source.name}`}
      size="lg"
    >
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <AccessInputs form={form} isNew={source === null} />
          <SearchInputs form={form} />
          <Checkbox
            label="Search it"
            description="Once a week, and by hand. Off: what was found stays."
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
          <FormProblem problem={action.problem} />
          <FormActions
            label={source === null ? 'Add the project' : 'Save'}
            pending={action.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
