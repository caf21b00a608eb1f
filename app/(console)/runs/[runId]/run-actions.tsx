'use client';

import { Button } from '@mantine/core';
import { IconAlertSquareRounded, IconListSearch, IconPlayerStop } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { StartRunButton } from '../start-run/start-run-button.tsx';
import { AcceptBehaviour } from './accept-behaviour.tsx';

/** What can be done about a run: look at its incident, accept what it saw, stop it while it goes, start another. */
export function RunActions({ run }: { run: RunDetail }) {
  const cancellable = run.finishedAt === null;
  return (
    <>
      {run.incidentId !== null && (
        <Button
          component={Link}
          href={routes.incident(run.incidentId)}
          variant="default"
          leftSection={<IconAlertSquareRounded size={16} aria-hidden />}
        >
          Incident {run.incidentId}
        </Button>
      )}
      {run.purpose === 'check' && run.status === 'finished' && <AcceptBehaviour run={run} />}
      {cancellable ? <CancelRun run={run} /> : <NextStep run={run} />}
    </>
  );
}

/** What follows a run that has ended: the proposal of a screening, else another run. */
function NextStep({ run: { endpoint, purpose } }: { run: RunDetail }) {
  if (purpose === 'screening') {
    return (
      <Button
        component={Link}
        href={`${routes.proposals()}?endpointId=${endpoint.id}`}
        variant="default"
        leftSection={<IconListSearch size={16} aria-hidden />}
      >
        Proposals
      </Button>
    );
  }
  return (
    <StartRunButton
      endpointId={endpoint.id}
      purpose={purpose === 'baseline' ? 'baseline' : 'check'}
      label="Run again"
    />
  );
}

function CancelRun({ run }: { run: RunDetail }) {
  const [asking, setAsking] = useState(false);
  const cancel = useApiAction('cancelRun', {
    done: `Run ${run.id} is cancelled`,
    onDone: () => setAsking(false),
    onFailed: () => {},
  });
  const close = () => {
    setAsking(false);
    cancel.reset();
  };
  return (
    <>
      <MayButton
        permission="run.cancel"
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Cancel run
      </MayButton>
      <ConfirmAction
        opened={asking}
        title={`Cancel run ${run.id}?`}
        confirmLabel="Cancel the run"
        dismissLabel="Keep it running"
        destructive
        pending={cancel.isPending}
        error={cancel.problem?.message}
        onConfirm={() => cancel.run({ params: { runId: run.id } })}
        onClose={close}
      >
        Calls that wait are dropped and calls under way are aborted within seconds. The {run.storedSamples} answers
        stored so far are kept, but there will be no verdict. This cannot be undone; you can start a new run.
      </ConfirmAction>
    </>
  );
}
