'use client';

import { notifications } from '@mantine/notifications';
import { IconRulerMeasure } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { AcceptDialog } from '#components/baselines/accept-dialog.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';

/** Makes what a check saw the new normal, after showing what that does; where it cannot, the button says why. */
export function AcceptBehaviour({ run }: { run: RunDetail }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const accept = useApiAction('blessBaseline', {
    onDone: ({ baseline, captureRunId }) => {
      setAsking(false);
      const message =
        captureRunId === null
          ? `Baseline ${baseline.id} is in use: checks are compared with what run ${run.id} saw.`
          : `Run ${captureRunId} captures baseline ${baseline.id}.`;
      notifications.show({ message, color: 'tide' });
      if (captureRunId !== null) router.push(routes.run(captureRunId));
    },
    onFailed: () => {},
  });
  const close = () => {
    setAsking(false);
    accept.reset();
  };
  return (
    <>
      <MayButton
        permission="baseline.bless"
        variant="default"
        leftSection={<IconRulerMeasure size={16} aria-hidden />}
        blocked={run.acceptance.way === 'refused' ? run.acceptance.reason : undefined}
        onClick={() => setAsking(true)}
      >
        Accept as baseline
      </MayButton>
      {asking && (
        <AcceptDialog
          runId={run.id}
          acceptance={run.acceptance}
          pending={accept.isPending}
          problem={accept.problem}
          onAccept={(reason) =>
            accept.run({
              params: { endpointId: run.endpoint.id },
              body: { runId: run.id, reason, ...(run.incidentId !== null && { incidentId: run.incidentId }) },
            })
          }
          onClose={close}
        />
      )}
    </>
  );
}
