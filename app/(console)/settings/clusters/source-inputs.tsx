import { Autocomplete, Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import { useRef } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { routes } from '#lib/contract/routes.ts';
import { type ClusterFields, emptySource } from './cluster-fields.ts';

/** Git sources offered. */
const OFFERED = 200;

/** Field managers that are known to apply folders server-side. */
const MANAGERS = ['kustomize-controller', 'argocd-controller', 'kubectl', 'fleetagent'];

const BY = [
  { value: 'flux', label: 'What Flux applies from it' },
  { value: 'folder', label: 'A folder of it' },
];

/** What the cluster is compared with. */
export function SourceInputs({ form }: { form: UseFormReturnType<ClusterFields> }) {
  const { data } = useApi('listGitSources', { query: { limit: OFFERED } });
  const added = useRef(0);
  const sources = form.values.sources;
  const offered = (data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const add = () => {
    added.current += 1;
    form.insertListItem('sources', emptySource(`added-${added.current}`));
  };
  return (
    <Fieldset legend="Compared with">
      <Stack gap="md">
        {data?.items.length === 0 && (
          <Text size="sm">
            There is no git source yet: add one under <Link href={routes.gitSourceSettings()}>Git sources</Link> first.
          </Text>
        )}
        {sources.map((source, at) => (
          <Stack key={source.key} gap="xs">
            <Group gap="sm" align="start" grow preventGrowOverflow={false}>
              <Select
                label="Git source"
                required
                data={offered}
                allowDeselect={false}
                {...form.getInputProps(`sources.${at}.sourceId`)}
              />
              <Select label="How" data={BY} allowDeselect={false} {...form.getInputProps(`sources.${at}.by`)} />
            </Group>
            {source.by === 'folder' && (
              <Group gap="sm" align="start" grow preventGrowOverflow={false}>
                <TextInput
                  label="Folder"
                  description="From the top of the repository; empty: all of it."
                  placeholder="apps/shop"
                  spellCheck={false}
                  {...form.getInputProps(`sources.${at}.path`)}
                />
                <Autocomplete
                  label="Applied by"
                  description="Field manager; empty unless server-side."
                  data={MANAGERS}
                  spellCheck={false}
                  {...form.getInputProps(`sources.${at}.manager`)}
                />
              </Group>
            )}
            {sources.length > 1 && (
              <Group justify="flex-end">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  aria-label={`Leave out git source ${at + 1}`}
                  onClick={() => form.removeListItem('sources', at)}
                >
                  Leave out
                </Button>
              </Group>
            )}
          </Stack>
        ))}
        <Group>
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            Another git source
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
