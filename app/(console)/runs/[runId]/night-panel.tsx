import { IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { NightEvidence } from '#components/runs/night-evidence.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';

/** Whether what a check saw is real, and what limits the judgement. */
export function NightPanel({ run }: { run: RunDetail }) {
  return (
    <>
      {run.parentRunId !== null && (
        <Notice tone="teal" icon={IconInfoCircle} role="status">
          Fresh repetitions of the same night, asked for because{' '}
          <Link href={routes.run(run.parentRunId)}>check {run.parentRunId}</Link> drifted. Both are weighed together
          there.
        </Notice>
      )}
      {run.warnings.length > 0 && (
        <Notice tone="grey" icon={IconInfoCircle} title="What limits this judgement" role="status">
          {run.warnings.join(' ')}
        </Notice>
      )}
      {run.purpose === 'check' && (
        <Panel
          title="Is it real?"
          hint="One check can be wrong by chance; fresh repetitions and many nights seldom are."
        >
          <NightEvidence run={run} />
        </Panel>
      )}
    </>
  );
}
