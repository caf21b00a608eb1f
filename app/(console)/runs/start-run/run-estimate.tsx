'use client';

import { Skeleton } from '@mantine/core';
import { useApi } from '#components/api/use-api.ts';
import type { StartRunBody } from '#lib/contract/runs.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';
import styles from './start-run.module.css';

interface RunEstimateViewProps {
  /** Null until an endpoint is chosen. */
  asked: Pick<StartRunBody, 'endpointId' | 'purpose' | 'repetitions'> | null;
}

/** What a run will ask for: calls, tokens and cost at most. Keeps its height while it is worked out. */
export function RunEstimateView({ asked }: RunEstimateViewProps) {
  return (
    <section className={styles.estimate} aria-label="Estimate" aria-live="polite">
      {asked === null ? (
        <p>Choose an endpoint to see how many calls it takes and what it costs at most.</p>
      ) : (
        <Estimate asked={asked} />
      )}
    </section>
  );
}

function Estimate({ asked }: { asked: NonNullable<RunEstimateViewProps['asked']> }) {
  const reading = useApi('estimateRun', { body: asked });
  if (reading.problem !== null) return <p role="alert">{reading.problem.message}</p>;
  if (reading.data === undefined) return <Skeleton height={56} radius="sm" aria-label="Working out the estimate" />;
  const { calls, promptTokens, maxCompletionTokens, maxCostUsd, basis } = reading.data;
  return (
    <>
      <dl>
        <div>
          <dt>Calls</dt>
          <dd>{formatCount(calls)}</dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            {formatCount(promptTokens)} in, up to {formatCount(maxCompletionTokens)} out
          </dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd>{maxCostUsd === null ? 'Unknown: the endpoint has no prices' : `at most ${formatUsd(maxCostUsd)}`}</dd>
        </div>
      </dl>
      <p>{basis}.</p>
    </>
  );
}
