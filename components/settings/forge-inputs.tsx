import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { forgeKind, type RepositoryView } from '#lib/contract/repositories.ts';
import { FORGE_LABEL } from '#lib/policy/labels.ts';

/** What a form holds of a forge. */
export interface ForgeFields {
  forge: RepositoryView['forge'];
  forgeUrl: string;
  forgeProject: string;
}

/** Where pull requests are opened; with none, branches are pushed and merged by hand. */
export function ForgeInputs<Fields extends ForgeFields>({ form }: { form: UseFormReturnType<Fields> }) {
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
