import { Alert } from '@mantine/core';
import { IconLoader2 } from '@tabler/icons-react';
import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';

/** Leads to the run that is under way. */
export function RunningNotice({ runId }: { runId: number }) {
  return (
    <Alert color="tide" icon={<IconLoader2 aria-hidden />} role="status">
      <Link href={routes.run(runId)}>Run {runId}</Link> is under way. This page follows it.
    </Alert>
  );
}
