'use client';

import { Skeleton } from '@mantine/core';
import { useApi } from '#components/api/use-api.ts';
import { type StartRunBody, startRunBody } from '#lib/contract/runs.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';
import { type StartFields, toStartBody } from './start-fields.ts';
import styles from './start-run.module.css';

/** What a run will ask for: calls, tokens and cost at most. Keeps its height while it is worked out. */
export function RunEstimateView({ fields }: { fields: StartFields }) {
  // The reason changes nothing here; without it, typing one asks for no new estimate.
  const body = startRunBody.safeParse({ ...toStartBody(fields), reason: undefined });
  return (
    <section className={styles.estimate} aria-label="Estimate" aria-live="polite">
      {body.success ? (
        <Estimate body={body.data} />
      ) : (
        <p>Choose an endpoint to see how many calls it takes and what it costs at most.</p>
      )}
    </section>
  );
}

function Estimate({ body }: { body: StartRunBody }) {
  const reading = useApi('estimateRun', { body });
  if (reading.problem !== null) return <p role="alert">{reading.problem.message}</p>;
  if (reading.data === undefined) return <Skeleton height={56} radius="sm" />;
  const { calls, promptTokens, maxCompletionTokens, maxCostUsd, judgeCalls, judgeMaxCostUsd, budgetUsd, basis } =
    reading.data;
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
        {judgeCalls > 0 && (
          <div>
            <dt>Judge</dt>
            <dd>
              up to {formatCount(judgeCalls, 'call')}
              {judgeMaxCostUsd === null ? ', cost unknown' : `, at most ${formatUsd(judgeMaxCostUsd)}`}
            </dd>
          </div>
        )}
        {budgetUsd !== null && (
          <div>
            <dt>Budget</dt>
            <dd>{formatUsd(budgetUsd)}: no call is made that could take the run beyond it</dd>
          </div>
        )}
      </dl>
      <p>{basis}.</p>
    </>
  );
}
