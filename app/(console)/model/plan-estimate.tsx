'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useApi } from '#components/api/use-api.ts';
import { EstimateBox, EstimateReading } from '#components/ui/estimate.tsx';
import { type NightlyPlan, type PlanEstimateBody, planEstimateBody } from '#lib/contract/endpoints.ts';
import { type EndpointFields, toEndpointBody } from './endpoint-fields.ts';
import { budgetWarning, planFacts } from './plan-words.ts';

const TYPING_PAUSE_MS = 200;

/** What the chosen plan takes a night and a month, by what is typed. */
export function PlanEstimate({ fields }: { fields: EndpointFields }) {
  const [settled] = useDebouncedValue(fields, TYPING_PAUSE_MS);
  const typed = toEndpointBody(settled);
  const { suiteId, inputUsdPerMillion, outputUsdPerMillion, runBudgetUsd, judgeModel } = typed;
  const judgePrices = {
    inputUsdPerMillion: typed.judgeInputUsdPerMillion,
    outputUsdPerMillion: typed.judgeOutputUsdPerMillion,
  };
  const judge = judgeModel === null ? null : judgePrices;
  const body = planEstimateBody.safeParse({ suiteId, inputUsdPerMillion, outputUsdPerMillion, judge });
  return (
    <EstimateBox label="Calls and cost">
      {body.success ? (
        <Estimate body={body.data} plan={settled.plan} budgetUsd={runBudgetUsd} />
      ) : (
        <p>Choose a suite to see how many calls a plan takes.</p>
      )}
    </EstimateBox>
  );
}

interface EstimateProps {
  body: PlanEstimateBody;
  plan: NightlyPlan;
  budgetUsd: number | null;
}

function Estimate({ body, plan, budgetUsd }: EstimateProps) {
  const reading = useApi('estimatePlans', { body });
  return (
    <EstimateReading
      reading={reading}
      facts={(estimates) => planFacts(estimates, plan)}
      note={(estimates) => budgetWarning(estimates, plan, budgetUsd)}
    />
  );
}
