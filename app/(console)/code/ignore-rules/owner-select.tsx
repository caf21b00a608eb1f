'use client';

import { Select, type SelectProps } from '@mantine/core';
import { useApi } from '#components/api/use-api.ts';
import { useViewer } from '#components/shell/viewer.tsx';

/** People offered. */
const CHOICES = 200;

/** Who answers for a rule: oneself, or somebody else. */
export function OwnerSelect(props: SelectProps<string>) {
  const viewer = useViewer();
  const people = useApi('listPeople', { query: { limit: CHOICES } });
  const known = people.data?.items ?? [{ id: viewer.id, name: viewer.name }];
  return (
    <Select
      label="Owner"
      description="Is asked when somebody wonders about the rule."
      data={known.map(({ id, name }) => ({ value: String(id), label: name }))}
      searchable
      {...props}
    />
  );
}
