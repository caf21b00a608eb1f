'use client';

import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { type TierView, tierBody } from '#lib/contract/drift/objects.ts';

interface AddTierDialogProps {
  subject: TierView['subject'];
  onClose: () => void;
}

const TIERS = ['3', '2', '1'];

/** Gives namespaces or policies a tier by their name. */
export function AddTierDialog({ subject, onClose }: AddTierDialogProps) {
  const create = useApiAction('createTier', { done: 'The tier is given', onDone: onClose, onFailed: () => {} });
  const { form, onSubmit } = useContractForm({
    initialValues: { name: '', tier: '3' },
    schema: tierBody,
    toBody: ({ name, tier }) => ({ subject, name, tier: Number(tier) }),
    problem: create.problem,
  });
  return (
    <Modal opened onClose={onClose} title={`Add a ${subject}`}>
      <form onSubmit={onSubmit((body) => create.run({ body }))} noValidate>
        <Stack gap="sm">
          <TextInput
            label="Name"
            description="* stands for any part of one."
            placeholder={subject === 'namespace' ? 'payments-*' : 'require-signed-images'}
            required
            spellCheck={false}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label="Tier"
            description="Tier 3 makes drift more urgent; 1 and 2 say that somebody has thought about it."
            data={TIERS}
            allowDeselect={false}
            {...form.getInputProps('tier')}
          />
          <FormProblem problem={create.problem} />
          <FormActions label={`Add the ${subject}`} pending={create.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
