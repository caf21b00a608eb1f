'use client';

import { Modal, NumberInput, Select, Stack } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { MayButton } from '#components/ui/may-button.tsx';
import { candidateScanBody, type LangfuseSourceView, MAX_SCAN_DAYS } from '#lib/contract/langfuse.ts';

const A_WEEK = 7;

/** Opens the dialog that searches a Langfuse project now. */
export function StartScanButton({ sources }: { sources: readonly LangfuseSourceView[] }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <MayButton
        permission="candidate.decide"
        leftSection={<IconListSearch size={16} aria-hidden />}
        blocked={sources.length === 0 ? 'Add a Langfuse project under Settings first.' : undefined}
        onClick={() => setOpened(true)}
      >
        Search now
      </MayButton>
      {opened && <StartScanDialog sources={sources} onClose={() => setOpened(false)} />}
    </>
  );
}

function StartScanDialog({ sources, onClose }: { sources: readonly LangfuseSourceView[]; onClose: () => void }) {
  const start = useApiAction('startCandidateScan', {
    done: 'The search has begun',
    onDone: onClose,
    onFailed: () => {},
  });
  const { form, onSubmit } = useContractForm({
    initialValues: { sourceId: String(sources[0]?.id ?? ''), days: A_WEEK as number | string },
    schema: candidateScanBody,
    toBody: ({ sourceId, days }) => ({ sourceId: Number(sourceId), days: days === '' ? undefined : days }),
    problem: start.problem,
  });
  const source = sources.find(({ id }) => String(id) === form.values.sourceId);
  return (
    <Modal opened onClose={onClose} title="Search for candidates">
      <form onSubmit={onSubmit((body) => start.run({ body }))} noValidate>
        <Stack gap="md">
          <Select
            label="Langfuse project"
            description={source && `Traces that ${source.evaluator} scored ${source.scoreAtMost} or less.`}
            data={sources.map(({ id, name }) => ({ value: String(id), label: name }))}
            allowDeselect={false}
            data-autofocus
            {...form.getInputProps('sourceId')}
          />
          <NumberInput
            label="Days back"
            description="Only reads. What is a candidate already is not added again."
            min={1}
            max={MAX_SCAN_DAYS}
            allowDecimal={false}
            {...form.getInputProps('days')}
          />
          <FormProblem problem={start.problem} title="No search was started" />
          <FormActions label="Search" pending={start.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
