import { type EndpointView, endpointBody, type NightlyPlan } from '#lib/contract/endpoints.ts';
import { BUDGET_NEEDS_PRICES, isCheckableBudget } from '#lib/endpoints/checkable-budget.ts';
import { isWholeJudge, JUDGE_NEEDS_BOTH } from '#lib/endpoints/whole-judge.ts';

/** A number field: empty while nothing is typed. */
type NumberField = number | '';

/** What the endpoint form holds while somebody types. */
export interface EndpointFields {
  name: string;
  gatewayId: string | null;
  model: string;
  suiteId: string | null;
  temperature: NumberField;
  seed: NumberField;
  requestTimeoutMs: NumberField;
  concurrency: NumberField;
  inputUsdPerMillion: NumberField;
  outputUsdPerMillion: NumberField;
  plan: NightlyPlan;
  runBudgetUsd: NumberField;
  /** Null while nobody judges. */
  judgeGatewayId: string | null;
  judgeModel: string;
  judgeInputUsdPerMillion: NumberField;
  judgeOutputUsdPerMillion: NumberField;
}

/** The contract, and that a budget can be kept and a judge be asked. */
export const endpointFields = endpointBody
  .refine(isCheckableBudget, { path: ['runBudgetUsd'], message: BUDGET_NEEDS_PRICES })
  .refine(isWholeJudge, { path: ['judgeModel'], message: JUDGE_NEEDS_BOTH });

/** A new endpoint, with the contract's defaults. */
export const NEW_ENDPOINT: EndpointFields = {
  name: '',
  gatewayId: null,
  model: '',
  suiteId: null,
  temperature: 0,
  seed: 7,
  requestTimeoutMs: 60_000,
  concurrency: 4,
  inputUsdPerMillion: '',
  outputUsdPerMillion: '',
  plan: 'standard',
  runBudgetUsd: '',
  judgeGatewayId: null,
  judgeModel: '',
  judgeInputUsdPerMillion: '',
  judgeOutputUsdPerMillion: '',
};

/** A stored endpoint as the form shows it. */
export function fieldsOf(endpoint: EndpointView): EndpointFields {
  return {
    name: endpoint.name,
    gatewayId: String(endpoint.gateway.id),
    model: endpoint.model,
    suiteId: String(endpoint.suite.id),
    temperature: endpoint.temperature,
    seed: endpoint.seed ?? '',
    requestTimeoutMs: endpoint.requestTimeoutMs,
    concurrency: endpoint.concurrency,
    inputUsdPerMillion: endpoint.inputUsdPerMillion ?? '',
    outputUsdPerMillion: endpoint.outputUsdPerMillion ?? '',
    plan: endpoint.plan === 'single' ? 'single' : 'standard',
    runBudgetUsd: endpoint.runBudgetUsd ?? '',
    judgeGatewayId: endpoint.judge === null ? null : String(endpoint.judge.gateway.id),
    judgeModel: endpoint.judge?.model ?? '',
    judgeInputUsdPerMillion: endpoint.judge?.inputUsdPerMillion ?? '',
    judgeOutputUsdPerMillion: endpoint.judge?.outputUsdPerMillion ?? '',
  };
}

/** What is sent for what was typed: an empty number is null, which the contract refuses where one is needed. */
export function toEndpointBody(fields: EndpointFields) {
  return {
    name: fields.name,
    gatewayId: fields.gatewayId === null ? null : Number(fields.gatewayId),
    model: fields.model,
    suiteId: fields.suiteId === null ? null : Number(fields.suiteId),
    temperature: orNull(fields.temperature),
    seed: orNull(fields.seed),
    requestTimeoutMs: orNull(fields.requestTimeoutMs),
    concurrency: orNull(fields.concurrency),
    inputUsdPerMillion: orNull(fields.inputUsdPerMillion),
    outputUsdPerMillion: orNull(fields.outputUsdPerMillion),
    plan: fields.plan,
    runBudgetUsd: orNull(fields.runBudgetUsd),
    ...toJudge(fields),
  };
}

/** Without a gateway nobody judges, whatever else is typed. */
function toJudge({ judgeGatewayId, judgeModel, ...fields }: EndpointFields) {
  const isJudged = judgeGatewayId !== null;
  return {
    judgeGatewayId: isJudged ? Number(judgeGatewayId) : null,
    judgeModel: isJudged && judgeModel.trim() !== '' ? judgeModel : null,
    judgeInputUsdPerMillion: isJudged ? orNull(fields.judgeInputUsdPerMillion) : null,
    judgeOutputUsdPerMillion: isJudged ? orNull(fields.judgeOutputUsdPerMillion) : null,
  };
}

function orNull(value: NumberField): number | null {
  return value === '' ? null : value;
}
