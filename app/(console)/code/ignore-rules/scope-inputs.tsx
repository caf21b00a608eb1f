'use client';

import { Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useApi } from '#components/api/use-api.ts';
import type { IgnoreFields } from './ignore-fields.ts';
import styles from './ignore-rules.module.css';

/** Clusters offered. */
const CHOICES = 200;

/** What a rule is about; what is left empty matches everything. */
export function ScopeInputs({ form }: { form: UseFormReturnType<IgnoreFields> }) {
  const clusters = useApi('listClusters', { query: { limit: CHOICES } });
  const chosen = form.values.clusterId;
  const known = clusters.data?.items ?? (chosen === '' ? [] : [{ id: Number(chosen), name: `Cluster ${chosen}` }]);
  return (
    <fieldset className={styles.scopeInputs}>
      <legend>What it is about</legend>
      <p>What is left empty matches everything; * stands for any part of a name.</p>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label="Cluster"
          data={[
            { value: '', label: 'Any cluster' },
            ...known.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          {...form.getInputProps('clusterId')}
        />
        <TextInput label="Kind" placeholder="Any kind" {...form.getInputProps('kind')} />
        <TextInput label="Namespace" placeholder="Any namespace" {...form.getInputProps('namespace')} />
        <TextInput label="Name" placeholder="Any name" {...form.getInputProps('name')} />
        <TextInput
          label="Field"
          placeholder="Any field"
          description="With everything below it, e.g. spec.replicas."
          {...form.getInputProps('fieldPath')}
        />
        <TextInput
          label="Written by"
          placeholder="Anybody"
          description="Field manager, e.g. kubectl-edit."
          {...form.getInputProps('manager')}
        />
      </SimpleGrid>
    </fieldset>
  );
}
