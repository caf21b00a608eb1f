import { Checkbox, NumberInput, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { onlyGateway, type RepositoryFields } from './repository-fields.ts';

/** Gateways offered. */
const OFFERED = 200;

/** Through whom the suite is replayed, when, and for how much. */
export function RunInputs({ form }: { form: UseFormReturnType<RepositoryFields> }) {
  const { data } = useApi('listGateways', { query: { limit: OFFERED } });
  const only = onlyGateway(data?.items ?? []);
  const { setFieldValue } = form;
  useEffect(() => {
    if (only !== null) setFieldValue('gatewayId', (chosen) => chosen ?? only);
  }, [only, setFieldValue]);
  return (
    <>
      <Select
        label="Gateway"
        description={
          data?.items.length === 0 ? 'Add one under Gateways first.' : 'Agents and judges are asked through it.'
        }
        required
        data={(data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('gatewayId')}
      />
      <NumberInput
        label="Budget of a run"
        description="US dollars; empty for no limit. What is expected to cost more does not begin; where the cost is not known before, it stops asking once this much is spent."
        prefix="$"
        min={0}
        {...form.getInputProps('runBudgetUsd')}
      />
      <Checkbox label="Replay the whole suite every night" {...form.getInputProps('nightly', { type: 'checkbox' })} />
    </>
  );
}
