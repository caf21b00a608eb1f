'use client';

import { Button, Group, Modal, NumberInput, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormProblem } from '#components/form/form-problem.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { StartRunBody } from '#lib/contract/runs.ts';
import { RUN_PURPOSE_LABEL } from '#lib/policy/labels.ts';
import { BASELINE_CAPTURE_REPETITIONS, BASELINE_MIN_REPETITIONS } from '#lib/policy/thresholds.ts';
import { RunEstimateView } from './run-estimate.tsx';
import styles from './start-run.module.css';

const MAX_REPETITIONS = 10;
const TYPING_PAUSE_MS = 200;
const ENDPOINT_CHOICES = 200;

const DEFAULT_REPETITIONS = { check: 1, baseline: BASELINE_CAPTURE_REPETITIONS } as const;

const PURPOSE_MEANING = {
  check: 'Asks every prompt again and compares the answers with the baseline.',
  baseline: 'Captures what counts as normal from now on. The current baseline stays until the new one is complete.',
} as const;

interface StartRunDialogProps {
  endpointId: number | undefined;
  purpose: StartRunBody['purpose'];
  onClose: () => void;
}

/** Asks what to run, shows calls and cost first, starts it and goes to its page. */
export function StartRunDialog({ endpointId, purpose: firstPurpose, onClose }: StartRunDialogProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState(endpointId ?? null);
  const [purpose, setPurpose] = useState(firstPurpose);
  const [repetitions, setRepetitions] = useState<number>(DEFAULT_REPETITIONS[firstPurpose]);
  const [reason, setReason] = useState('');
  const endpoints = useApi('listEndpoints', { query: { limit: ENDPOINT_CHOICES } });
  const start = useApiAction('startRun', {
    onDone: (run) => router.push(routes.run(run.id)),
    onFailed: () => {},
  });
  const [asked] = useDebouncedValue(
    chosen === null ? null : { endpointId: chosen, purpose, repetitions },
    TYPING_PAUSE_MS,
  );
  const submit = () => {
    if (chosen === null) return;
    start.run({ body: { endpointId: chosen, purpose, repetitions, ...(reason.trim() && { reason: reason.trim() }) } });
  };
  const change = (next: StartRunBody['purpose']) => {
    setPurpose(next);
    setRepetitions(DEFAULT_REPETITIONS[next]);
    start.reset();
  };

  return (
    <Modal opened onClose={onClose} title="Start a run" size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Select
            label="Endpoint"
            placeholder="Choose a model under watch"
            searchable
            required
            nothingFoundMessage="No endpoint has this name"
            data={(endpoints.data?.items ?? []).map((endpoint) => ({
              value: String(endpoint.id),
              label: endpoint.name,
            }))}
            value={chosen === null ? null : String(chosen)}
            onChange={(value) => setChosen(value === null ? null : Number(value))}
            error={endpoints.problem?.message}
          />
          <div>
            <SegmentedControl
              fullWidth
              aria-label="Purpose"
              value={purpose}
              onChange={change}
              data={[
                { value: 'check', label: RUN_PURPOSE_LABEL.check },
                { value: 'baseline', label: RUN_PURPOSE_LABEL.baseline },
              ]}
            />
            <p className={styles.hint}>{PURPOSE_MEANING[purpose]}</p>
          </div>
          <NumberInput
            label="Answers per prompt"
            description={
              purpose === 'baseline'
                ? `Independent repetitions show the noise; a baseline needs at least ${BASELINE_MIN_REPETITIONS}.`
                : 'One is enough for a nightly check; more find smaller changes.'
            }
            min={purpose === 'baseline' ? BASELINE_MIN_REPETITIONS : 1}
            max={MAX_REPETITIONS}
            clampBehavior="strict"
            allowDecimal={false}
            value={repetitions}
            onChange={(value) => setRepetitions(Number(value) || DEFAULT_REPETITIONS[purpose])}
          />
          {purpose === 'baseline' && (
            <Textarea
              label="Reason"
              description="Kept with the baseline and in the audit log."
              placeholder="Moved to the new model version on purpose"
              required
              autosize
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <RunEstimateView asked={asked} />
          <FormProblem problem={start.problem} title="The run was not started" />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} disabled={start.isPending}>
              Close
            </Button>
            <Button type="submit" loading={start.isPending} disabled={chosen === null}>
              {purpose === 'baseline' ? 'Capture the baseline' : 'Start the check'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
