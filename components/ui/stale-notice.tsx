import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';

/** Says that what is shown may be out of date, and why. */
export function StaleNotice({ detail }: { detail: string }) {
  return (
    <Alert color="gray" icon={<IconPlugConnectedX aria-hidden />} role="status" title="Not refreshed">
      {detail} What is shown is the last known state; the page keeps trying.
    </Alert>
  );
}
