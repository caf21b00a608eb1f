'use client';

import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormProblem } from '#components/form/form-problem.tsx';
import { EstimateBox, EstimateReading } from '#components/ui/estimate.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { routes } from '#lib/contract/routes.ts';
import { runFacts } from '../../runs/start-run/run-estimate.tsx';

const ENDPOINT_CHOICES = 200;

/** Which endpoint to screen; shows calls and cost first, starts the run and goes to its page. */
export function ScreeningDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [endpointId, setEndpointId] = useState<string | null>(null);
  const endpoints = useApi('listEndpoints', { query: { limit: ENDPOINT_CHOICES } });
  const plan = useApi('planScreening', { params: { endpointId: endpointId ?? '' } }, { enabled: endpointId !== null });
  const start = useApiAction('startScreening', {
    onDone: (run) => router.push(routes.run(run.id)),
    onFailed: () => {},
  });
  const isPlanned = endpointId !== null && plan.data !== undefined && !plan.isPlaceholderData;
  const refusal = isPlanned ? (plan.data?.refusal ?? null) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (endpointId !== null) start.run({ params: { endpointId } });
  };

  return (
    <Modal opened onClose={onClose} title="Screen candidate prompts">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Select
            label="Endpoint"
            description="Which prompts sit on the border differs from model to model."
            placeholder="Choose a model under watch"
            searchable
            required
            nothingFoundMessage="No endpoint has this name"
            data={(endpoints.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={endpointId}
            onChange={setEndpointId}
          />
          <EstimateBox label="Estimate">
            {endpointId === null ? (
              <p>Choose an endpoint to see how many calls it takes and what it costs at most.</p>
            ) : (
              <EstimateReading
                reading={plan}
                facts={({ estimate }) => runFacts(estimate)}
                note={({ estimate }) => `${estimate.basis}.`}
              />
            )}
          </EstimateBox>
          {refusal !== null && (
            <Notice tone="violet" icon={IconAlertTriangle} role="status" title="Not now">
              {refusal}
            </Notice>
          )}
          <FormProblem problem={start.problem} title="The screening was not started" />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} disabled={start.isPending}>
              Close
            </Button>
            <Button type="submit" loading={start.isPending} disabled={!isPlanned || refusal !== null}>
              Start the screening
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
