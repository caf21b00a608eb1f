'use client';

import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useApi } from '#components/api/use-api.ts';
import { type NightlyPlan, type PlanEstimateBody, planEstimateBody } from '#lib/contract/endpoints.ts';
import { type EndpointFields, toEndpointBody } from './endpoint-fields.ts';
import styles from './endpoint-form.module.css';
import { budgetWarning, planFacts } from './plan-words.ts';

const TYPING_PAUSE_MS = 200;

/** What the chosen plan takes a night and a month, by what is typed. Keeps its height while it is worked out. */
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
    <section className={styles.estimate} aria-label="Calls and cost" aria-live="polite">
      {body.success ? (
        <Estimate body={body.data} plan={settled.plan} budgetUsd={runBudgetUsd} />
      ) : (
        <p>Choose a suite to see how many calls a plan takes.</p>
      )}
    </section>
  );
}

interface EstimateProps {
  body: PlanEstimateBody;
  plan: NightlyPlan;
  budgetUsd: number | null;
}

function Estimate({ body, plan, budgetUsd }: EstimateProps) {
  const reading = useApi('estimatePlans', { body });
  if (reading.problem !== null) return <p role="alert">{reading.problem.message}</p>;
  if (reading.data === undefined) return <Skeleton height={64} radius="sm" />;
  const warning = budgetWarning(reading.data, plan, budgetUsd);
  return (
    <>
      <dl>
        {planFacts(reading.data, plan).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {warning !== null && <p>{warning}</p>}
    </>
  );
}
