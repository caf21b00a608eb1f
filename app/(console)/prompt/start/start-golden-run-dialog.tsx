'use client';

import { Modal, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRouter } from 'next/navigation';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { SetupSteps } from '#components/golden/setup-steps.tsx';
import { type GoldenTarget, startGoldenRunBody } from '#lib/contract/golden/runs.ts';
import { routes } from '#lib/contract/routes.ts';
import { GoldenEstimateView } from './golden-estimate.tsx';
import { firstChoice, type StartGoldenFields, toStartGoldenBody } from './start-golden-fields.ts';

const TYPING_PAUSE_MS = 400;

interface StartGoldenRunDialogProps {
  chosen: Partial<StartGoldenFields>;
  onClose: () => void;
}

/** Asks what to replay, shows calls and cost first, starts it and goes to its page. */
export function StartGoldenRunDialog({ chosen, onClose }: StartGoldenRunDialogProps) {
  const { data, problem } = useApi('listGoldenTargets', {});
  return (
    <Modal opened onClose={onClose} title="Start a golden run" size="lg">
      {data === undefined ? (
        problem === null ? (
          <Skeleton height={340} />
        ) : (
          <p role="alert">{problem.message}</p>
        )
      ) : data.items.length === 0 ? (
        <Stack gap="md">
          <p>The console knows no repository with a golden suite yet. The gate also runs without it:</p>
          <SetupSteps />
        </Stack>
      ) : (
        <StartForm targets={data.items} chosen={chosen} onClose={onClose} />
      )}
    </Modal>
  );
}

function agentHint(target: GoldenTarget | undefined): string {
  return target?.readAt === null
    ? 'Not known yet: read the repository under Golden suite first.'
    : 'As evals/tidemark.yaml names it.';
}

interface StartFormProps extends StartGoldenRunDialogProps {
  targets: readonly GoldenTarget[];
}

function StartForm({ targets, chosen, onClose }: StartFormProps) {
  const router = useRouter();
  const start = useApiAction('startGoldenRun', {
    onDone: (run) => router.push(routes.goldenRun(run.id)),
    onFailed: () => {},
  });
  const { form, onSubmit } = useContractForm({
    initialValues: firstChoice(targets, chosen),
    schema: startGoldenRunBody,
    toBody: toStartGoldenBody,
    problem: start.problem,
  });
  const [settled] = useDebouncedValue(form.values, TYPING_PAUSE_MS);
  const target = targets.find(({ repository }) => String(repository.id) === form.values.repositoryId);
  const agent = target?.agents.find(({ name }) => name === form.values.agent);
  // What no longer fits goes with what it belonged to.
  const choose = (change: Partial<StartGoldenFields>) =>
    form.setValues(firstChoice(targets, { ...form.values, ...change }));

  return (
    <form onSubmit={onSubmit((body) => start.run({ body }))} noValidate>
      <Stack gap="md">
        <Select
          label="Repository"
          required
          allowDeselect={false}
          data={targets.map(({ repository }) => ({ value: String(repository.id), label: repository.name }))}
          {...form.getInputProps('repositoryId')}
          onChange={(repositoryId) => choose({ repositoryId })}
        />
        <Select
          label="Agent"
          description={target?.error ?? agentHint(target)}
          required
          allowDeselect={false}
          data={(target?.agents ?? []).map(({ name }) => name)}
          {...form.getInputProps('agent')}
          onChange={(name) => choose({ agent: name })}
        />
        <Select
          label="Model"
          required
          allowDeselect={false}
          data={agent?.models ?? []}
          {...form.getInputProps('model')}
        />
        <TextInput
          label="Branch, tag or commit"
          description="Whose prompt and suite are replayed."
          placeholder={target?.branch ?? 'main'}
          {...form.getInputProps('ref')}
        />
        <GoldenEstimateView fields={settled} />
        <FormProblem problem={start.problem} title="The run was not started" />
        <FormActions label="Start the run" pending={start.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}
