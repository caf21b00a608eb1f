'use client';

import { Checkbox, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { type GatewayView, gatewayBody, gatewayKind } from '#lib/contract/endpoints.ts';
import { GATEWAY_KIND_LABEL } from '#lib/policy/labels.ts';
import { gatewayFields, toGatewayBody } from './gateway-fields.ts';

interface GatewayDialogProps {
  /** Null: a new one. */
  gateway: GatewayView | null;
  onClose: () => void;
}

/** Adds or changes a gateway; its key goes in and never comes out. */
export function GatewayDialog({ gateway, onClose }: GatewayDialogProps) {
  const create = useApiAction('createGateway', { done: 'The gateway is added', onDone: onClose, onFailed: () => {} });
  const update = useApiAction('updateGateway', { done: 'The gateway is saved', onDone: onClose, onFailed: () => {} });
  const action = gateway === null ? create : update;
  const { form, onSubmit } = useContractForm({
    initialValues: gatewayFields(gateway),
    schema: gatewayBody,
    toBody: toGatewayBody,
    problem: action.problem,
  });
  const save = onSubmit((body) => {
    if (gateway === null) create.run({ body });
    else update.run({ params: { gatewayId: gateway.id }, body });
  });
  return (
    <Modal opened onClose={onClose} title={gateway === null ? 'Add a gateway' : `Edit ${gateway.name}`}>
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            placeholder="Production LiteLLM"
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label="Kind"
            required
            data={gatewayKind.options.map((kind) => ({ value: kind, label: GATEWAY_KIND_LABEL[kind] }))}
            {...form.getInputProps('kind')}
          />
          <TextInput
            label="Base URL"
            description="Without a key in it; that has a field of its own."
            placeholder="https://litellm.example.org"
            type="url"
            required
            spellCheck={false}
            {...form.getInputProps('baseUrl')}
          />
          <PasswordInput
            label="Key"
            description={
              gateway?.hasKey ? 'A key is stored. Leave this empty to keep it.' : 'Leave this empty if it needs none.'
            }
            autoComplete="off"
            disabled={form.values.removeKey}
            {...form.getInputProps('apiKey')}
          />
          {gateway?.hasKey && (
            <Checkbox label="Remove the stored key" {...form.getInputProps('removeKey', { type: 'checkbox' })} />
          )}
          <FormProblem problem={action.problem} />
          <FormActions
            label={gateway === null ? 'Add the gateway' : 'Save'}
            pending={action.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
