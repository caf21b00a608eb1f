'use client';

import { IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { MayButton } from '#components/ui/may-button.tsx';
import { ScreeningDialog } from './screening-dialog.tsx';

/** Opens the dialog that shows what a screening takes before it starts. */
export function ScreeningButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <MayButton
        permission="suite.publish"
        leftSection={<IconListSearch size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        Screen candidates
      </MayButton>
      {opened && <ScreeningDialog onClose={() => setOpened(false)} />}
    </>
  );
}
