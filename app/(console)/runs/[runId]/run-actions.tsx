'use client';

import { Button } from '@mantine/core';
import { IconAlertSquareRounded, IconListSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { CancelRunButton } from '#components/runs/cancel-run-button.tsx';
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
    <CancelRunButton
      permission="run.cancel"
      name={`run ${run.id}`}
      stored={`${run.storedSamples} answers`}
      asking={asking}
      pending={cancel.isPending}
      error={cancel.problem?.message}
      onAsk={() => setAsking(true)}
      onConfirm={() => cancel.run({ params: { runId: run.id } })}
      onClose={close}
    />
  );
}
