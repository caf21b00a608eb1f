import { Checkbox, NumberInput, Stack, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ClusterFields, errorWithin } from './cluster-fields.ts';

/** What of the cluster is compared, how often and how strictly. */
export function ScopeInputs({ form }: { form: UseFormReturnType<ClusterFields> }) {
  return (
    <>
      <TagsInput
        label="Namespaces"
        description="Empty: all, and what belongs to none."
        placeholder={form.values.namespaces.length === 0 ? 'Type a name, then Enter' : undefined}
        {...form.getInputProps('namespaces')}
        error={errorWithin(form.errors, 'namespaces')}
      />
      <Stack gap="xs">
        <Checkbox
          label="Watch it"
          description="Drift shows within seconds. Off: it is asked each interval."
          {...form.getInputProps('isWatched', { type: 'checkbox' })}
        />
        <Checkbox
          label="Strict"
          description="Fields that nobody is on record for count as drift too; for clusters where no webhook fills any in."
          {...form.getInputProps('isStrict', { type: 'checkbox' })}
        />
        <Checkbox
          label="Dry runs"
          description="Also asks the cluster what it would make of git’s objects, which shows what webhooks would change. Needs the admission policy of deploy/dry-run-admission-policy.yaml; none is asked for without it."
          {...form.getInputProps('usesDryRun', { type: 'checkbox' })}
        />
        <Checkbox
          label="Compare it"
          description="Off: what was found stays."
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
      </Stack>
      <NumberInput
        label="Interval"
        description="Between two looks, in seconds; all of it is compared on each new commit and once a day."
        suffix=" s"
        min={10}
        max={86_400}
        required
        {...form.getInputProps('intervalSeconds')}
      />
      <TextInput
        label="Prometheus"
        description="One that has kustomize_controller_drift_total. Empty: none."
        placeholder="http://prometheus.monitoring:9090"
        type="url"
        spellCheck={false}
        {...form.getInputProps('prometheusUrl')}
      />
      <TagsInput
        label="Addresses allowed besides"
        description="Link-local and cloud metadata addresses are refused, since they hand out credentials. Name one only where the API server itself has such an address."
        {...form.getInputProps('allowedAddresses')}
        error={errorWithin(form.errors, 'allowedAddresses')}
      />
    </>
  );
}
