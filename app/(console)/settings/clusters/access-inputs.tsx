import { Checkbox, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { clusterAccess } from '#lib/contract/drift/clusters.ts';
import { CLUSTER_ACCESS_LABEL } from '#lib/policy/connection-labels.ts';
import type { ClusterFields } from './cluster-fields.ts';

interface AccessInputsProps {
  form: UseFormReturnType<ClusterFields>;
  /** What is stored is kept where nothing else is entered; null: nothing is. */
  stored: ClusterFields['access'] | null;
}

const KEEP = 'One is stored. Leave this empty to keep it.';
const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

/** How the cluster is reached, and with what. */
export function AccessInputs({ form, stored }: AccessInputsProps) {
  const { access } = form.values;
  const isKept = stored === access;
  return (
    <>
      <TextInput label="Name" placeholder="production" required data-autofocus {...form.getInputProps('name')} />
      <Select
        label="Access"
        description={
          access === 'in_cluster'
            ? 'Tidemark runs in this cluster, and reads it as the service account of its pods.'
            : undefined
        }
        data={clusterAccess.options.map((value) => ({ value, label: CLUSTER_ACCESS_LABEL[value] }))}
        allowDeselect={false}
        {...form.getInputProps('access')}
      />
      {access === 'kubeconfig' && (
        <>
          <Textarea
            label="Kubeconfig"
            description={
              isKept
                ? KEEP
                : 'As kubectl config view --raw --flatten prints it: with a token or certificate, no commands.'
            }
            required={!isKept}
            autosize
            minRows={4}
            maxRows={10}
            spellCheck={false}
            autoComplete="off"
            styles={MONOSPACE}
            {...form.getInputProps('kubeconfig')}
          />
          <TextInput
            label="Context"
            description="Empty: its current one."
            spellCheck={false}
            {...form.getInputProps('context')}
          />
        </>
      )}
      {access === 'token' && <TokenInputs form={form} isKept={isKept} />}
    </>
  );
}

function TokenInputs({ form, isKept }: { form: AccessInputsProps['form']; isKept: boolean }) {
  return (
    <>
      <TextInput
        label="API server"
        placeholder="https://10.0.0.1:6443"
        description={isKept ? 'For another one the token is asked for again.' : undefined}
        required
        spellCheck={false}
        {...form.getInputProps('server')}
      />
      <PasswordInput
        label="Token"
        description={isKept ? KEEP : 'Of a service account that may only read.'}
        required={!isKept}
        autoComplete="off"
        {...form.getInputProps('token')}
      />
      <Textarea
        label="Certificate authority"
        description={
          isKept
            ? 'In PEM. Empty: as it is stored. With another one the token is asked for again.'
            : 'In PEM, as ca.crt holds it. Empty: those that the system trusts.'
        }
        placeholder="-----BEGIN CERTIFICATE-----"
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        styles={MONOSPACE}
        disabled={form.values.systemCa}
        {...form.getInputProps('ca')}
      />
      {isKept && (
        <Checkbox
          label="Trust those of the system instead of the stored one"
          {...form.getInputProps('systemCa', { type: 'checkbox' })}
        />
      )}
    </>
  );
}
