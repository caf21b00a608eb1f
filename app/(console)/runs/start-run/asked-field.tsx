import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { CallPlan } from '#lib/contract/runs.ts';
import { CALL_PLAN_LABEL } from '#lib/policy/labels.ts';
import { PLAN_CHOICES, REPETITION_CHOICES, type StartFields } from './start-fields.ts';

interface AskedFieldProps {
  form: UseFormReturnType<StartFields>;
  /** Of the chosen endpoint; null while none is. */
  ownPlan: CallPlan | null;
}

/** How often each prompt is asked: by a plan for a check, equally often for a baseline. */
export function AskedField({ form, ownPlan }: AskedFieldProps) {
  const { purpose, plan, repetitions } = form.values;
  if (purpose === 'baseline') {
    return (
      <Select
        label="Answers per prompt"
        description="Independent answers show the noise. More of them tell smaller changes from it."
        allowDeselect={false}
        data={REPETITION_CHOICES.map((times) => ({ value: String(times), label: String(times) }))}
        value={String(repetitions)}
        onChange={(value) => form.setFieldValue('repetitions', Number(value))}
      />
    );
  }
  const asked = plan === 'own' ? ownPlan : plan;
  return (
    <Select
      label="Plan"
      description={asked === null ? 'As the endpoint is asked every night.' : CALL_PLAN_LABEL[asked].meaning}
      allowDeselect={false}
      data={PLAN_CHOICES.map((choice) => ({ value: choice, label: labelOf(choice, ownPlan) }))}
      {...form.getInputProps('plan')}
    />
  );
}

function labelOf(choice: CallPlan | 'own', ownPlan: CallPlan | null): string {
  if (choice !== 'own') return CALL_PLAN_LABEL[choice].label;
  return ownPlan === null ? 'As every night' : `As every night: ${CALL_PLAN_LABEL[ownPlan].label.toLowerCase()}`;
}
