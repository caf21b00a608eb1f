import { IconLoader2 } from '@tabler/icons-react';
import Link from 'next/link';
import { Notice } from '#components/ui/notice.tsx';
import { routes } from '#lib/contract/routes.ts';

/** Leads to the run that is under way. */
export function RunningNotice({ runId }: { runId: number }) {
  return (
    <Notice tone="teal" icon={IconLoader2} role="status">
      <Link href={routes.run(runId)}>Run {runId}</Link> is under way. This page follows it.
    </Notice>
  );
}
