'use client';

import { useApi } from '#components/api/use-api.ts';
import { EstimateBox, EstimateReading } from '#components/ui/estimate.tsx';
import { type GoldenRunEstimate, type StartGoldenRunBody, startGoldenRunBody } from '#lib/contract/golden/runs.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';
import { type StartGoldenFields, toStartGoldenBody } from './start-golden-fields.ts';

/** What a golden run will ask for: attempts, calls, tokens and cost. */
export function GoldenEstimateView({ fields }: { fields: StartGoldenFields }) {
  const body = startGoldenRunBody.safeParse(toStartGoldenBody(fields));
  return (
    <EstimateBox label="Estimate">
      {body.success ? (
        <Estimate body={body.data} />
      ) : (
        <p>Choose repository, agent and model to see how many calls it takes and what it costs.</p>
      )}
    </EstimateBox>
  );
}

function Estimate({ body }: { body: StartGoldenRunBody }) {
  const reading = useApi('estimateGoldenRun', { body });
  return <EstimateReading reading={reading} facts={goldenEstimateFacts} note={noteOf} />;
}

/** An estimate under the names it is shown by. */
function goldenEstimateFacts(estimate: GoldenRunEstimate): [string, string][] {
  const { tasks, attempts, maxAttempts, calls, promptTokens, maxCompletionTokens, costUsd, budgetUsd, budgetNote } =
    estimate;
  return [
    ['Tasks', formatCount(tasks)],
    ['Attempts', `${formatCount(attempts)}, at most ${formatCount(maxAttempts)} if every task looks worse`],
    ['Calls', formatCount(calls)],
    ['Tokens', `${formatCount(promptTokens)} in, up to ${formatCount(maxCompletionTokens)} out`],
    ['Cost', costUsd === null ? 'Unknown: the gateway tells no prices' : `about ${formatUsd(costUsd)}`],
    ...(budgetUsd === null ? [] : [['Budget', `${formatUsd(budgetUsd)}. ${budgetNote ?? ''}`] as [string, string]]),
  ];
}

function noteOf({ basis, missingBaselines }: GoldenRunEstimate): string {
  if (missingBaselines.length === 0) return `${basis}.`;
  const names = new Intl.ListFormat('en-GB').format(missingBaselines);
  return `${basis}. No baseline to compare with: ${names}.`;
}
