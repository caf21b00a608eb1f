'use client';

import { Modal, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRouter } from 'next/navigation';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { routes } from '#lib/contract/routes.ts';
import type { StartRunBody } from '#lib/contract/runs.ts';
import { RUN_PURPOSE_LABEL } from '#lib/policy/labels.ts';
import { AskedField } from './asked-field.tsx';
import { RunEstimateView } from './run-estimate.tsx';
import { DEFAULT_REPETITIONS, type StartFields, startFields, toStartBody } from './start-fields.ts';
import styles from './start-run.module.css';

const TYPING_PAUSE_MS = 200;
const ENDPOINT_CHOICES = 200;

const PURPOSE = {
  check: {
    meaning: 'Asks every prompt again and compares the answers with the baseline.',
    submit: 'Start the check',
  },
  baseline: {
    meaning: 'Captures what counts as normal from now on. The present baseline stays until the new one is complete.',
    submit: 'Capture the baseline',
  },
} as const;

interface StartRunDialogProps {
  endpointId: number | undefined;
  purpose: StartRunBody['purpose'];
  onClose: () => void;
}

/** Asks what to run, shows calls and cost first, starts it and goes to its page. */
export function StartRunDialog({ endpointId, purpose, onClose }: StartRunDialogProps) {
  const router = useRouter();
  const endpoints = useApi('listEndpoints', { query: { limit: ENDPOINT_CHOICES } });
  const start = useApiAction('startRun', { onDone: (run) => router.push(routes.run(run.id)), onFailed: () => {} });
  const initialValues: StartFields = {
    endpointId: endpointId === undefined ? null : String(endpointId),
    purpose,
    plan: 'own',
    repetitions: DEFAULT_REPETITIONS,
    reason: '',
  };
  const { form, onSubmit } = useContractForm({
    initialValues,
    schema: startFields,
    toBody: toStartBody,
    problem: start.problem,
  });
  const words = PURPOSE[form.values.purpose];
  const [settled] = useDebouncedValue(form.values, TYPING_PAUSE_MS);
  const chosen = endpoints.data?.items.find(({ id }) => String(id) === form.values.endpointId);

  return (
    <Modal opened onClose={onClose} title="Start a run">
      <form onSubmit={onSubmit((body) => start.run({ body }))} noValidate>
        <Stack gap="md">
          <Select
            label="Endpoint"
            placeholder="Choose a model under watch"
            searchable
            required
            nothingFoundMessage="No endpoint has this name"
            data={(endpoints.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            {...form.getInputProps('endpointId')}
          />
          <div>
            <SegmentedControl
              fullWidth
              aria-label="Purpose"
              value={form.values.purpose}
              onChange={(next) => form.setFieldValue('purpose', next)}
              data={[
                { value: 'check', label: RUN_PURPOSE_LABEL.check },
                { value: 'baseline', label: RUN_PURPOSE_LABEL.baseline },
              ]}
            />
            <p className={styles.hint}>{words.meaning}</p>
          </div>
          <AskedField form={form} ownPlan={chosen?.plan ?? null} />
          {form.values.purpose === 'baseline' && (
            <Textarea
              label="Reason"
              description="Kept with the baseline."
              placeholder="Moved to the new model version on purpose"
              required
              autosize
              maxLength={500}
              {...form.getInputProps('reason')}
            />
          )}
          <RunEstimateView fields={settled} />
          <FormProblem problem={start.problem} title="The run was not started" />
          <FormActions label={words.submit} pending={start.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
