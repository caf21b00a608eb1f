'use client';

import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConnectionReport } from '#components/connection/connection-report.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import styles from './endpoint-form.module.css';

interface ModelTestProps {
  gatewayId: string | null;
  model: string;
}

/** Tries the typed model on the chosen gateway before anything is saved. */
export function ModelTest({ gatewayId, model }: ModelTestProps) {
  const [tested, setTested] = useState<{ of: string; test: ConnectionTest } | null>(null);
  const subject = `${gatewayId} ${model.trim()}`;
  const tryIt = useApiAction('testGateway', { onDone: (test) => setTested({ of: subject, test }) });
  const incomplete = gatewayId === null || model.trim() === '';
  return (
    <div className={styles.wide}>
      <div>
        <MayButton
          permission="endpoint.write"
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          blocked={incomplete ? 'Choose a gateway and type a model name first.' : undefined}
          loading={tryIt.isPending}
          onClick={() => tryIt.run({ params: { gatewayId: Number(gatewayId) }, body: { model: model.trim() } })}
        >
          Test this model
        </MayButton>
      </div>
      {tested !== null && tested.of === subject && <ConnectionReport test={tested.test} />}
    </div>
  );
}
