import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { RepositoryFields } from './repository-fields.ts';

interface AccessInputsProps {
  form: UseFormReturnType<RepositoryFields>;
  hasToken: boolean;
}

/** Where the repository is, what is read of it, and what opens it. */
export function AccessInputs({ form, hasToken }: AccessInputsProps) {
  return (
    <>
      <TextInput label="Name" placeholder="shop" required data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label="Address"
        description="https://, ssh:// or file:///, without a token in it; that has a field of its own."
        placeholder="https://github.com/acme/shop.git"
        required
        spellCheck={false}
        {...form.getInputProps('url')}
      />
      <TextInput
        label="Branch"
        description="Whose golden suite counts, and where new tasks branch off."
        required
        spellCheck={false}
        {...form.getInputProps('branch')}
      />
      <TextInput
        label="Project file"
        description="Names the agents and the folder of the suite."
        required
        spellCheck={false}
        {...form.getInputProps('projectPath')}
      />
      <PasswordInput
        label="Token"
        description={
          hasToken
            ? 'A token is stored. Leave this empty to keep it.'
            : 'For https and the forge; it must be allowed to push branches. Leave this empty if none is needed.'
        }
        autoComplete="off"
        disabled={form.values.removeToken}
        {...form.getInputProps('token')}
      />
      {hasToken && (
        <Checkbox label="Remove the stored token" {...form.getInputProps('removeToken', { type: 'checkbox' })} />
      )}
    </>
  );
}
