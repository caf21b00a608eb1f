'use client';

import { NumberInput, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Panel } from '#components/ui/panel.tsx';
import type { EndpointFields } from './endpoint-fields.ts';
import styles from './endpoint-form.module.css';
import { JudgeSuggestion } from './judge-suggestion.tsx';
import { JudgeTest } from './judge-test.tsx';

interface JudgePanelProps {
  form: UseFormReturnType<EndpointFields>;
  gateways: { value: string; label: string }[];
}

/** Who judges the answers of an endpoint; nobody until somebody is chosen, because it costs money. */
export function JudgePanel({ form, gateways }: JudgePanelProps) {
  const { judgeGatewayId, judgeModel, judgeInputUsdPerMillion, judgeOutputUsdPerMillion, model } = form.values;
  return (
    <Panel
      title="Judge"
      hint="Another model reads each answer that differs beside the baseline’s and says whether it matters. Best a larger one of another family."
    >
      <div className={styles.fields}>
        <Select
          label="Gateway of the judge"
          description="Empty: nobody judges, and it costs nothing."
          placeholder="Nobody judges"
          clearable
          data={gateways}
          {...form.getInputProps('judgeGatewayId')}
        />
        <TextInput
          label="Judge"
          description="Model name, exactly as the gateway lists it."
          placeholder="claude-opus-4-5"
          spellCheck={false}
          disabled={judgeGatewayId === null}
          {...form.getInputProps('judgeModel')}
        />
        {judgeGatewayId !== null && (
          <>
            <JudgeSuggestion
              gatewayId={Number(judgeGatewayId)}
              watched={model}
              chosen={judgeModel}
              onChoose={(suggested) => form.setFieldValue('judgeModel', suggested)}
            />
            <NumberInput
              label="Price of the judge’s input"
              description="US dollars per million tokens."
              prefix="$"
              decimalScale={4}
              placeholder="Unknown"
              {...form.getInputProps('judgeInputUsdPerMillion')}
            />
            <NumberInput
              label="Price of the judge’s output"
              description="US dollars per million tokens."
              prefix="$"
              decimalScale={4}
              placeholder="Unknown"
              {...form.getInputProps('judgeOutputUsdPerMillion')}
            />
            <JudgeTest
              gatewayId={Number(judgeGatewayId)}
              model={judgeModel}
              inputUsdPerMillion={judgeInputUsdPerMillion === '' ? null : judgeInputUsdPerMillion}
              outputUsdPerMillion={judgeOutputUsdPerMillion === '' ? null : judgeOutputUsdPerMillion}
            />
          </>
        )}
      </div>
    </Panel>
  );
}
