'use client';

import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { MayButton } from '#components/ui/may-button.tsx';
import type { StartGoldenFields } from './start-golden-fields.ts';
import { StartGoldenRunDialog } from './start-golden-run-dialog.tsx';

interface StartGoldenRunButtonProps {
  label: string;
  /** Chosen beforehand; otherwise the person picks. */
  chosen?: Partial<StartGoldenFields>;
  /** The one main action of the page. */
  primary?: boolean;
  blocked?: string | undefined;
}

/** Opens the dialog that shows what a golden run will ask for before it starts. */
export function StartGoldenRunButton({ label, chosen = {}, primary = false, blocked }: StartGoldenRunButtonProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <MayButton
        permission="golden.run"
        variant={primary ? 'filled' : 'default'}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        blocked={blocked}
        onClick={() => setOpened(true)}
      >
        {label}
      </MayButton>
      {opened && <StartGoldenRunDialog chosen={chosen} onClose={() => setOpened(false)} />}
    </>
  );
}
