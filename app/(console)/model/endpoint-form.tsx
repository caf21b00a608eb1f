'use client';

import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import Link from 'next/link';
import type { ApiProblem } from '#components/api/problem.ts';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { Panel } from '#components/ui/panel.tsx';
import { type EndpointBody, nightlyPlan } from '#lib/contract/endpoints.ts';
import { routes } from '#lib/contract/routes.ts';
import { CALL_PLAN_LABEL } from '#lib/policy/labels.ts';
import { type EndpointFields, endpointFields, toEndpointBody } from './endpoint-fields.ts';
import styles from './endpoint-form.module.css';
import { JudgePanel } from './judge-panel.tsx';
import { ModelTest } from './model-test.tsx';
import { PlanEstimate } from './plan-estimate.tsx';

const NIGHTLY_PLANS = nightlyPlan.options;

interface Choice {
  id: number;
  title: string;
}

/** What an endpoint can be made of. */
export interface EndpointChoices {
  gateways: readonly Choice[];
  suites: readonly Choice[];
}

interface EndpointFormProps extends EndpointChoices {
  initialValues: EndpointFields;
  submitLabel: string;
  cancelHref: string;
  /** What saving would bring about, said before it happens. */
  consequence?: (body: EndpointBody) => string | null;
  isPending: boolean;
  problem: ApiProblem | null;
  onSave: (body: EndpointBody) => void;
}

/** The settings of an endpoint: who is asked what, and how. */
export function EndpointForm(props: EndpointFormProps) {
  const { form, onSubmit } = useContractForm({
    initialValues: props.initialValues,
    schema: endpointFields,
    toBody: toEndpointBody,
    problem: props.problem,
  });
  const typed = endpointFields.safeParse(toEndpointBody(form.values));
  const consequence = typed.success ? (props.consequence?.(typed.data) ?? null) : null;
  return (
    <form className={styles.form} onSubmit={onSubmit(props.onSave)} noValidate>
      <Panel title="Model" hint="One model behind one gateway.">
        <div className={styles.fields}>
          <TextInput
            label="Name"
            description="How people call it here."
            placeholder="Support agent"
            required
            {...form.getInputProps('name')}
          />
          <Select
            label="Gateway"
            description={
              <>
                Holds the address and the key. <Link href={routes.gatewaySettings()}>Gateways</Link>
              </>
            }
            placeholder="Choose a gateway"
            required
            data={optionsOf(props.gateways)}
            {...form.getInputProps('gatewayId')}
          />
          <TextInput
            label="Model name"
            description="Exactly as the gateway lists it."
            placeholder="gpt-4.1-mini"
            required
            spellCheck={false}
            {...form.getInputProps('model')}
          />
          <Select
            label="Canary suite"
            description="The frozen prompts that probe it."
            placeholder="Choose a suite"
            required
            data={optionsOf(props.suites)}
            {...form.getInputProps('suiteId')}
          />
          <ModelTest gatewayId={form.values.gatewayId} model={form.values.model} />
        </div>
      </Panel>
      <Panel title="Sampling" hint="Sent with every call. The least random settings have the least noise.">
        <div className={styles.fields}>
          <NumberInput
            label="Temperature"
            description="0 is the least random."
            min={0}
            max={2}
            step={0.1}
            required
            {...form.getInputProps('temperature')}
          />
          <NumberInput
            label="Seed"
            description="Empty sends none."
            allowDecimal={false}
            {...form.getInputProps('seed')}
          />
        </div>
      </Panel>
      <Panel title="Limits and prices">
        <div className={styles.fields}>
          <NumberInput
            label="Timeout of a call"
            description="After it the answer counts as unmeasured."
            suffix=" ms"
            thousandSeparator=","
            step={1000}
            required
            {...form.getInputProps('requestTimeoutMs')}
          />
          <NumberInput
            label="Calls at once"
            description="Over all workers."
            allowDecimal={false}
            required
            {...form.getInputProps('concurrency')}
          />
          <NumberInput
            label="Price of input"
            description="US dollars per million tokens; for estimates and the budget."
            prefix="$"
            decimalScale={4}
            placeholder="Unknown"
            {...form.getInputProps('inputUsdPerMillion')}
          />
          <NumberInput
            label="Price of output"
            description="US dollars per million tokens; for estimates and the budget."
            prefix="$"
            decimalScale={4}
            placeholder="Unknown"
            {...form.getInputProps('outputUsdPerMillion')}
          />
        </div>
      </Panel>
      <Panel title="Nightly checks" hint="How much is asked for every night. One night a week goes deeper.">
        <div className={styles.fields}>
          <Select
            label="Plan"
            description={CALL_PLAN_LABEL[form.values.plan].meaning}
            allowDeselect={false}
            data={NIGHTLY_PLANS.map((plan) => ({ value: plan, label: CALL_PLAN_LABEL[plan].label }))}
            {...form.getInputProps('plan')}
          />
          <NumberInput
            label="Budget of a run"
            description="No call is made that could take a run beyond it. Needs both prices."
            prefix="$"
            decimalScale={4}
            allowNegative={false}
            placeholder="No limit"
            {...form.getInputProps('runBudgetUsd')}
          />
          <PlanEstimate fields={form.values} />
        </div>
      </Panel>
      <JudgePanel form={form} gateways={optionsOf(props.gateways)} />
      <FormProblem problem={props.problem} />
      {consequence !== null && (
        <p className={styles.consequence} role="status">
          {consequence}
        </p>
      )}
      <Group gap="sm">
        <Button type="submit" loading={props.isPending}>
          {props.submitLabel}
        </Button>
        <Button component={Link} href={props.cancelHref} variant="default">
          Cancel
        </Button>
      </Group>
    </form>
  );
}

function optionsOf(choices: readonly Choice[]) {
  return choices.map(({ id, title }) => ({ value: String(id), label: title }));
}
