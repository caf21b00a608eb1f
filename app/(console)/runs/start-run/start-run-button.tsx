'use client';

import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { MayButton } from '#components/ui/may-button.tsx';
import type { StartRunBody } from '#lib/contract/runs.ts';
import { StartRunDialog } from './start-run-dialog.tsx';

interface StartRunButtonProps {
  label: string;
  /** Chosen beforehand; otherwise the person picks one. */
  endpointId?: number;
  purpose?: StartRunBody['purpose'];
  /** The one main action of the page. */
  primary?: boolean;
}

/** Opens the dialog that shows what a run will ask for before it starts. */
export function StartRunButton({ label, endpointId, purpose = 'check', primary = false }: StartRunButtonProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <MayButton
        permission="run.start"
        variant={primary ? 'filled' : 'default'}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {label}
      </MayButton>
      {opened && <StartRunDialog endpointId={endpointId} purpose={purpose} onClose={() => setOpened(false)} />}
    </>
  );
}
