'use client';

import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConnectionReport } from '#components/connection/connection-report.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';

/** Tries the connection step by step, with one short call at the end. */
export function ConnectionPanel({ endpointId }: { endpointId: number }) {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const tryIt = useApiAction('testEndpoint', { onDone: setTest });
  return (
    <Panel
      title="Connection"
      hint="Reaches the gateway, lists its models and asks this one for a single token."
      actions={
        <MayButton
          permission="endpoint.write"
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={tryIt.isPending}
          onClick={() => tryIt.run({ params: { endpointId } })}
        >
          Test the connection
        </MayButton>
      }
    >
      {test === null ? null : <ConnectionReport test={test} />}
    </Panel>
  );
}
