import { PasswordInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { SourceFields } from './source-fields.ts';

interface AccessInputsProps {
  form: UseFormReturnType<SourceFields>;
  isNew: boolean;
}

/** Where a Langfuse project is, and the pair of keys that reads it. */
export function AccessInputs({ form, isNew }: AccessInputsProps) {
  return (
    <>
      <TextInput label="Name" placeholder="shop production" required data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label="Address"
        description="Of the Langfuse server; version 3 or 4."
        type="url"
        required
        spellCheck={false}
        {...form.getInputProps('baseUrl')}
      />
      <TextInput
        label="Public key"
        description="In Langfuse: the project’s settings, API keys."
        placeholder="pk-lf-…"
        required
        spellCheck={false}
        {...form.getInputProps('publicKey')}
      />
      <PasswordInput
        label="Secret key"
        description={isNew ? 'Encrypted and never shown again.' : 'One is stored. Leave this empty to keep it.'}
        required={isNew}
        autoComplete="off"
        {...form.getInputProps('secretKey')}
      />
    </>
  );
}
