import { NumberInput, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useApi } from '#components/api/use-api.ts';
import type { SourceFields } from './source-fields.ts';

/** Repositories offered. */
const OFFERED = 200;

/** Which traces are searched for, and where the tasks made of them go. */
export function SearchInputs({ form }: { form: UseFormReturnType<SourceFields> }) {
  const { data } = useApi('listRepositories', { query: { limit: OFFERED } });
  return (
    <>
      <TextInput
        label="Evaluator"
        description="Name of the score, exactly as Langfuse lists it."
        required
        spellCheck={false}
        {...form.getInputProps('evaluator')}
      />
      <NumberInput
        label="Highest score"
        description="A trace scored this or less becomes a candidate."
        step={0.1}
        required
        {...form.getInputProps('scoreAtMost')}
      />
      <Select
        label="Repository"
        description={
          data?.items.length === 0 ? 'Add one under Git repositories first.' : 'Approved candidates are pushed to it.'
        }
        required
        data={(data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('repositoryId')}
      />
      <TextInput
        label="Agent"
        description="As the project file of the repository names it."
        placeholder="support"
        required
        spellCheck={false}
        {...form.getInputProps('agent')}
      />
    </>
  );
}
