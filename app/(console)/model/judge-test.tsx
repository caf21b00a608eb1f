'use client';

import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConnectionReport } from '#components/connection/connection-report.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { JudgeTest as Tested } from '#lib/contract/judges.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';
import styles from './endpoint-form.module.css';

interface JudgeTestProps {
  gatewayId: number;
  model: string;
  inputUsdPerMillion: number | null;
  outputUsdPerMillion: number | null;
}

/** Asks the typed judge about two pairs of answers whose outcome is known, before anything is saved. */
export function JudgeTest({ gatewayId, model, ...prices }: JudgeTestProps) {
  const [tested, setTested] = useState<{ of: string; test: Tested } | null>(null);
  const subject = `${gatewayId} ${model.trim()}`;
  const tryIt = useApiAction('testJudge', { onDone: (test) => setTested({ of: subject, test }) });
  return (
    <div className={styles.wide}>
      <div>
        <MayButton
          permission="endpoint.write"
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          blocked={model.trim() === '' ? 'Type the name of the judge first.' : undefined}
          loading={tryIt.isPending}
          onClick={() => tryIt.run({ params: { gatewayId }, body: { model: model.trim(), ...prices } })}
        >
          Test this judge
        </MayButton>
      </div>
      {tested !== null && tested.of === subject && (
        <>
          <ConnectionReport
            test={tested.test}
            outcome={tested.test.ok ? 'The judge tells clear cases apart.' : 'The judge does not pass.'}
          />
          <p className={styles.note}>{costOf(tested.test)}</p>
        </>
      )}
    </div>
  );
}

function costOf({ calls, costUsd }: Tested): string {
  const cost = costUsd === null ? 'an unknown amount' : formatUsd(costUsd);
  return `The test took ${formatCount(calls, 'call')} and cost ${cost}.`;
}
