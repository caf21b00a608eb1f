import { IconPlugConnectedX } from '@tabler/icons-react';
import { Notice } from './notice.tsx';

/** Says that what is shown may be out of date, and why. */
export function StaleNotice({ detail }: { detail: string }) {
  return (
    <Notice tone="grey" icon={IconPlugConnectedX} role="status" title="Not refreshed">
      {detail} What is shown is the last known state; the page keeps trying.
    </Notice>
  );
}
