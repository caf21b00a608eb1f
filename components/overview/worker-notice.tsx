import { IconEngineOff } from '@tabler/icons-react';
import { Time } from '#components/time/time.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Overview } from '#lib/contract/overview.ts';

/** Says that nothing will be measured, because no worker is there to do it. */
export function WorkerNotice({ worker }: { worker: Overview['worker'] }) {
  if (worker.alive) return null;
  return (
    <Notice tone="magenta" icon={IconEngineOff} title="No worker is running" role="status">
      {worker.lastSeenAt === null ? (
        'None has started yet.'
      ) : (
        <>
          The last one was seen <Time at={worker.lastSeenAt} />.
        </>
      )}{' '}
      Nothing is measured until one runs: start it with <code>npm start</code>, or look into its log. Runs that wait are
      kept and go on by themselves.
    </Notice>
  );
}
