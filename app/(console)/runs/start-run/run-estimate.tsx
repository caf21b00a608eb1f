'use client';

import { useApi } from '#components/api/use-api.ts';
import { EstimateBox, EstimateReading } from '#components/ui/estimate.tsx';
import { type RunEstimate, type StartRunBody, startRunBody } from '#lib/contract/runs.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';
import { type StartFields, toStartBody } from './start-fields.ts';

/** What a run will ask for: calls, tokens and cost at most. */
export function RunEstimateView({ fields }: { fields: StartFields }) {
  // The reason changes nothing here; without it, typing one asks for no new estimate.
  const body = startRunBody.safeParse({ ...toStartBody(fields), reason: undefined });
  return (
    <EstimateBox label="Estimate">
      {body.success ? (
        <Estimate body={body.data} />
      ) : (
        <p>Choose an endpoint to see how many calls it takes and what it costs at most.</p>
      )}
    </EstimateBox>
  );
}

function Estimate({ body }: { body: StartRunBody }) {
  const reading = useApi('estimateRun', { body });
  return <EstimateReading reading={reading} facts={runFacts} note={({ basis }) => `${basis}.`} />;
}

/** An estimate under the names it is shown by. */
export function runFacts({
  calls,
  promptTokens,
  maxCompletionTokens,
  maxCostUsd,
  ...more
}: RunEstimate): [string, string][] {
  const { judgeCalls, judgeMaxCostUsd, budgetUsd } = more;
  const judgeCost = judgeMaxCostUsd === null ? 'cost unknown' : `at most ${formatUsd(judgeMaxCostUsd)}`;
  return [
    ['Calls', formatCount(calls)],
    ['Tokens', `${formatCount(promptTokens)} in, up to ${formatCount(maxCompletionTokens)} out`],
    ['Cost', maxCostUsd === null ? 'Unknown: the endpoint has no prices' : `at most ${formatUsd(maxCostUsd)}`],
    ...fact(judgeCalls > 0, 'Judge', `up to ${formatCount(judgeCalls, 'call')}, ${judgeCost}`),
    ...fact(budgetUsd !== null, 'Budget', `${formatUsd(budgetUsd)}: no call is made that could go beyond it`),
  ];
}

function fact(isGiven: boolean, name: string, value: string): [string, string][] {
  return isGiven ? [[name, value]] : [];
}
