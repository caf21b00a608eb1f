'use client';

import { Modal, NumberInput, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { type FlagSourceView, flagSourceBody } from '#lib/contract/drift/flags.ts';
import { flagSourceFields, toFlagSourceBody } from './flag-source-fields.ts';

interface FlagSourceDialogProps {
  /** Null: a new one. */
  source: FlagSourceView | null;
  gitSources: readonly { id: number; name: string }[];
  onClose: () => void;
}

const MODES = [
  { value: 'definitions', label: 'Definitions (gRPC sync service, port 8015): all of every flag' },
  { value: 'evaluations', label: 'Values (OFREP over HTTP, port 8016): partial' },
];

/** Adds or changes a flagd. */
export function FlagSourceDialog({ source, gitSources, onClose }: FlagSourceDialogProps) {
  const answers = { onDone: onClose, onFailed: () => {} };
  const create = useApiAction('createFlagSource', { done: 'The flagd is added and being compared', ...answers });
  const update = useApiAction('updateFlagSource', { done: 'The flagd is saved', ...answers });
  const action = source === null ? create : update;
  const { form, onSubmit } = useContractForm({
    initialValues: flagSourceFields(source, gitSources[0]?.id),
    schema: flagSourceBody,
    toBody: toFlagSourceBody,
    problem: action.problem,
  });
  const save = onSubmit((body) => {
    if (source === null) create.run({ body });
    else update.run({ params: { flagSourceId: source.id }, body });
  });
  return (
    <Modal opened onClose={onClose} title={source === null ? 'Add a flagd' : `Edit ${source.name}`} size="lg">
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <TextInput label="Name" placeholder="flagd" required data-autofocus {...form.getInputProps('name')} />
          <Select label="Compare" data={MODES} allowDeselect={false} {...form.getInputProps('mode')} />
          <TextInput
            label="Address"
            placeholder="http://flagd.feature-flags:8015"
            required
            spellCheck={false}
            {...form.getInputProps('url')}
          />
          <Textarea
            label="Certificate authority"
            description="Certificates in PEM, where its own is not from a public one. Empty: the system’s."
            autosize
            minRows={1}
            maxRows={6}
            spellCheck={false}
            {...form.getInputProps('ca')}
          />
          <Select
            label="Git source"
            description="The branch that says which flags there should be."
            data={gitSources.map(({ id, name }) => ({ value: String(id), label: name }))}
            allowDeselect={false}
            required
            {...form.getInputProps('sourceId')}
          />
          <TextInput
            label="Folder"
            description="Of the flag files, from the top of the repository."
            required
            spellCheck={false}
            {...form.getInputProps('path')}
          />
          <TextInput
            label="Allowed addresses"
            description="Link-local addresses or blocks that may be connected to all the same; empty: none."
            spellCheck={false}
            {...form.getInputProps('allowedAddresses')}
          />
          <NumberInput
            label="Seconds between comparisons"
            min={10}
            max={86_400}
            required
            {...form.getInputProps('intervalSeconds')}
          />
          <Switch label="Switched on" {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <FormProblem problem={action.problem} />
          <FormActions
            label={source === null ? 'Add the flagd' : 'Save'}
            pending={action.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
