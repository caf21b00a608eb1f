'use client';

import { Button } from '@mantine/core';
import { IconAlertSquareRounded, IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { EndpointDetail } from '#lib/contract/endpoints.ts';
import { routes } from '#lib/contract/routes.ts';
import { StartRunButton } from '../../runs/start-run/start-run-button.tsx';

/** What can be done about an endpoint: see its incident, run it, pause it, change it. */
export function EndpointActions({ endpoint }: { endpoint: EndpointDetail }) {
  const router = useRouter();
  return (
    <>
      {endpoint.openIncidentId !== null && (
        <Button
          component={Link}
          href={routes.incident(endpoint.openIncidentId)}
          variant="default"
          leftSection={<IconAlertSquareRounded size={16} aria-hidden />}
        >
          Incident {endpoint.openIncidentId}
        </Button>
      )}
      <PauseOrResume endpoint={endpoint} />
      <MayButton
        permission="endpoint.write"
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => router.push(routes.editEndpoint(endpoint.id))}
      >
        Edit
      </MayButton>
      <StartRunButton label="Run now" endpointId={endpoint.id} primary />
    </>
  );
}

function PauseOrResume({ endpoint }: { endpoint: EndpointDetail }) {
  const [asking, setAsking] = useState(false);
  const paused = endpoint.status === 'paused';
  const change = useApiAction('updateEndpoint', {
    done: paused ? `${endpoint.name} is checked every night again` : `${endpoint.name} is paused`,
    onDone: () => setAsking(false),
  });
  const save = () =>
    change.run({ params: { endpointId: endpoint.id }, body: { status: paused ? 'active' : 'paused' } });
  if (paused) {
    return (
      <MayButton
        permission="endpoint.write"
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={change.isPending}
        onClick={save}
      >
        Resume
      </MayButton>
    );
  }
  return (
    <>
      <MayButton
        permission="endpoint.write"
        variant="default"
        leftSection={<IconPlayerPause size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Pause
      </MayButton>
      <ConfirmAction
        opened={asking}
        title={`Pause ${endpoint.name}?`}
        confirmLabel="Pause"
        pending={change.isPending}
        onConfirm={save}
        onClose={() => setAsking(false)}
      >
        It is not checked at night until somebody resumes it, and drift in the meantime goes unseen. Its baseline, runs
        and incidents stay; runs by hand remain possible.
      </ConfirmAction>
    </>
  );
}
