'use client';

import { Select, type SelectProps } from '@mantine/core';
import { ROLE_LABEL } from '#lib/policy/labels.ts';
import { ROLES } from '#lib/policy/permissions.ts';

/** Chooses a role; each says what it adds. */
export function RoleSelect(props: Omit<SelectProps, 'data' | 'label'>) {
  const chosen = ROLES.find((role) => role === props.value);
  return (
    <Select
      label="Role"
      description={chosen && ROLE_LABEL[chosen].meaning}
      data={ROLES.map((role) => ({ value: role, label: ROLE_LABEL[role].label }))}
      {...props}
    />
  );
}
