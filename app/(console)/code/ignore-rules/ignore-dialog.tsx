'use client';

import { Button, Group, Modal, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { submitOnModEnter } from '#components/form/submit-on-mod-enter.ts';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { useViewer } from '#components/shell/viewer.tsx';
import { useNowMs } from '#components/time/now.tsx';
import { ignoreRuleBody } from '#lib/contract/drift/objects.ts';
import { dayAfter, type IgnoreFields, toIgnoreBody, usualEnd } from './ignore-fields.ts';
import { IgnorePreview } from './ignore-preview.tsx';
import { OwnerSelect } from './owner-select.tsx';
import { ScopeInputs } from './scope-inputs.tsx';

/** Ends that are a press away, in days. */
const SPANS = [
  { days: 1, label: '1 day' },
  { days: 7, label: '1 week' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
];

interface IgnoreDialogProps {
  /** What is filled in already. */
  initial: IgnoreFields;
  onClose: () => void;
}

/** Says what is no drift: what about, why, who answers for it and until when, with what that would hide now. */
export function IgnoreDialog({ initial, onClose }: IgnoreDialogProps) {
  const viewer = useViewer();
  const nowMs = useNowMs();
  const create = useApiAction('createIgnoreRule', {
    done: 'The rule works from the next look on',
    onDone: onClose,
    onFailed: () => {},
  });
  const { form, onSubmit } = useContractForm({
    initialValues: { ...initial, ownerId: String(viewer.id), expiresOn: usualEnd(nowMs) },
    schema: ignoreRuleBody,
    toBody: toIgnoreBody,
    problem: create.problem,
  });
  const { errors, values } = form;
  const scopeProblem = errors[''];
  return (
    <Modal opened onClose={onClose} title="Ignore drift" size="xl">
      <form onSubmit={onSubmit((body) => create.run({ body }))} noValidate>
        <Stack gap="md">
          <ScopeInputs form={form} />
          {scopeProblem && <p role="alert">{scopeProblem}</p>}
          <IgnorePreview fields={values} />
          <Textarea
            label="Reason"
            description="Shown with the rule for as long as it hides something, and kept in the audit log."
            autosize
            minRows={2}
            maxLength={2000}
            required
            withAsterisk={false}
            data-autofocus
            onKeyDown={submitOnModEnter}
            {...form.getInputProps('reason')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <OwnerSelect {...form.getInputProps('ownerId')} />
            <div>
              <TextInput
                type="date"
                label="Works until the end of"
                description="In UTC. After that it stops by itself, and what it hid counts again."
                min={dayAfter(nowMs, 0)}
                required
                withAsterisk={false}
                {...form.getInputProps('expiresOn')}
                error={errors.expiresAt ?? errors.expiresOn}
              />
              <Group gap="xs" mt="xs">
                {SPANS.map(({ days, label }) => (
                  <Button
                    key={days}
                    size="compact-xs"
                    variant="default"
                    onClick={() => form.setFieldValue('expiresOn', dayAfter(nowMs, days))}
                  >
                    {label}
                  </Button>
                ))}
              </Group>
            </div>
          </SimpleGrid>
          <FormProblem problem={create.problem} title="No rule was made" />
          <FormActions label="Ignore it" pending={create.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
