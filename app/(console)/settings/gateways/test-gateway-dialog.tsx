'use client';

import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConnectionReport } from '#components/connection/connection-report.tsx';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { type ConnectionTest, connectionTestBody, type GatewayView } from '#lib/contract/endpoints.ts';

interface TestGatewayDialogProps {
  gateway: GatewayView;
  onClose: () => void;
}

/** Tries a gateway step by step with one model and one short call. */
export function TestGatewayDialog({ gateway, onClose }: TestGatewayDialogProps) {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const tryIt = useApiAction('testGateway', { onDone: setTest, onFailed: () => setTest(null) });
  const { form, onSubmit } = useContractForm({
    initialValues: { model: '' },
    schema: connectionTestBody,
    toBody: (values) => values,
    problem: tryIt.problem,
  });
  return (
    <Modal opened onClose={onClose} title={`Test ${gateway.name}`}>
      <form onSubmit={onSubmit((body) => tryIt.run({ params: { gatewayId: gateway.id }, body }))} noValidate>
        <Stack gap="md">
          <TextInput
            label="Model name"
            description="It is asked for a single token."
            placeholder="gpt-4.1-mini"
            required
            data-autofocus
            spellCheck={false}
            {...form.getInputProps('model')}
          />
          {test !== null && <ConnectionReport test={test} />}
          <FormProblem problem={tryIt.problem} title="The test did not run" />
          <FormActions label="Test" pending={tryIt.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
