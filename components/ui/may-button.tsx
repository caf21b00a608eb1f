'use client';

import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler, ReactNode } from 'react';
import { useRefusal } from '#components/shell/viewer.tsx';
import type { Permission } from '#lib/policy/permissions.ts';

interface MayButtonProps extends ButtonProps {
  permission: Permission;
  onClick: MouseEventHandler<HTMLButtonElement>;
  /** Why it cannot be done now, whoever asks. */
  blocked?: string | undefined;
  children: ReactNode;
}

/** A button that stays where it is and says why when the viewer may not press it. */
export function MayButton({ permission, onClick, blocked, ...button }: MayButtonProps) {
  const refusal = useRefusal(permission) ?? blocked ?? null;
  return (
    <Tooltip label={refusal} disabled={refusal === null}>
      <Button
        {...button}
        aria-disabled={refusal === null ? undefined : true}
        data-disabled={refusal === null ? undefined : true}
        onClick={refusal === null ? onClick : (event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
