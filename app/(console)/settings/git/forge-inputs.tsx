import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { forgeKind } from '#lib/contract/repositories.ts';
import { FORGE_LABEL } from '#lib/policy/labels.ts';
import type { RepositoryFields } from './repository-fields.ts';

/** Where pull requests are opened; with none, branches are pushed and merged by hand. */
export function ForgeInputs({ form }: { form: UseFormReturnType<RepositoryFields> }) {
  const { forge } = form.values;
  return (
    <>
      <Select
        label="Pull requests at"
        description={
          forge === 'none' ? 'Branches are pushed; you merge them yourself.' : 'Opened with the token above.'
        }
        data={forgeKind.options.map((kind) => ({ value: kind, label: FORGE_LABEL[kind] }))}
        allowDeselect={false}
        {...form.getInputProps('forge')}
      />
      {forge !== 'none' && (
        <>
          <TextInput
            label="Project"
            placeholder="acme/shop"
            required
            spellCheck={false}
            {...form.getInputProps('forgeProject')}
          />
          <TextInput
            label="Address of the server"
            description={forge === 'gitea' ? undefined : 'Empty: the public one.'}
            placeholder="https://git.example.org"
            type="url"
            required={forge === 'gitea'}
            spellCheck={false}
            {...form.getInputProps('forgeUrl')}
          />
        </>
      )}
    </>
  );
}
